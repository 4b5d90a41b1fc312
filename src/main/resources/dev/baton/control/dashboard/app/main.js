import {h, render} from "./lib/preact.js";
import {whenLocked} from "./session.js";
import {Shell} from "./shell.js";
import {store} from "./store.js";

whenLocked((problem) => store.lock(problem));
render(h(Shell, null), document.getElementById("app"));
store.connect();
addEventListener("pagehide", () => store.keepSamples());
