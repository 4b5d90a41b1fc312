// The frame around the views: where one is, how Baton is, and whether it can be reached.

import {Component, createRef, h} from "./lib/preact.js";
import {AgentsView} from "./agents.js";
import {AgentView} from "./agent.js";
import {ChartsView} from "./charts.js";
import {Overlay, show} from "./dialogs.js";
import {EventsView} from "./events.js";
import {duration} from "./format.js";
import {GraphView} from "./graph.js";
import {icon} from "./icons.js";
import {NodesView, sizeOfCluster} from "./nodes.js";
import {Palette} from "./palette.js";
import {Watching} from "./parts.js";
import {address, go, here} from "./router.js";
import {hasToken, logIn, logOut} from "./session.js";
import {kindOf, TROUBLE} from "./states.js";
import {store} from "./store.js";

const ALWAYS = [["agents", "Agents"], ["graph", "Graph"], ["events", "Events"], ["charts", "Charts"]];

const places = () => (store.nodes.isCluster ? [...ALWAYS, ["nodes", "Nodes"]] : ALWAYS);

const keys = () => [
    ["Ctrl K", "Commands"], store.nodes.isCluster ? ["1 2 3 4 5", "Agents, graph, events, charts, nodes"] : ["1 2 3 4", "Agents, graph, events, charts"], ["/", "Search agents"], ["↓ ↑ or j k", "Next, previous agent"],
    ["Enter", "Open the agent"], ["x", "Select the agent"], ["Shift click", "Select all up to here"], ["Esc", "Close, or clear the search"], ["?", "These keys"],
];

const showKeys = () => show({title: "Keys", body: h("dl", {class: "facts keys"}, keys().map(([key, what]) => h("div", {key}, h("dt", null, h("kbd", null, key)), h("dd", null, what))))});

export class Shell extends Watching {
    mounted() {
        this.moved = () => this.setState({place: location.hash});
        this.keys = (event) => this.pressed(event);
        addEventListener("hashchange", this.moved);
        addEventListener("keydown", this.keys);
    }

    pressed(event) {
        const isPalette = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
        if (isPalette && !store.locked) {
            event.preventDefault();
            if (!document.querySelector("dialog[open]")) this.setState({isPalette: true});
        } else if (!event.ctrlKey && !event.metaKey && !event.altKey && !event.target.matches("input:not([type=checkbox]), select, textarea") && !document.querySelector("dialog[open]")) {
            const place = places()[Number(event.key) - 1];
            if (place) go(address(place[0]));
            else if (event.key === "?") showKeys();
        }
    }

    view({view, name, params}) {
        switch (view) {
            case "agent": return h(AgentView, {key: name, name: name ?? "", node: params.get("node")});
            case "graph": return h(GraphView, null);
            case "events": return h(EventsView, null);
            case "nodes": return h(NodesView, null);
            case "charts": return h(ChartsView, null);
            default: return h(AgentsView, null);
        }
    }

    render(props, {isPalette}) {
        const place = here();
        const troubled = store.list.filter((agent) => TROUBLE.has(kindOf(agent).id)).length;
        document.title = `${troubled > 0 ? `(${troubled}) ` : ""}${place.name ?? places().find(([id]) => id === place.view)?.[1] ?? "Agents"} · ${store.status?.name ?? "Baton"}`;
        if (store.locked) return h("div", {class: "shell"}, h(LogIn, store.locked), h(Overlay, null));
        const current = place.view === "agent" ? "agents" : place.view;
        return h("div", {class: "shell"},
            h("a", {class: "skip", href: "#main", onClick: (event) => { event.preventDefault(); document.getElementById("main").focus(); }}, "Skip to the content"),
            h("header", {class: "top"},
                h("button", {type: "button", class: "brand", onClick: showKeys, title: "Keys", "aria-label": "Baton: keys"}, h("span", {class: "brand-mark", "aria-hidden": "true"}), h("span", null, store.status?.name ?? "baton")),
                h("nav", {"aria-label": "Views"}, places().map(([id, label]) => h("a", {key: id, href: address(id), "aria-current": current === id ? "page" : undefined}, icon(id), h("span", null, label)))),
                h(Cluster, null),
                h(Slots, null),
                h("button", {type: "button", class: "button palette-open", "aria-label": "Commands", onClick: () => this.setState({isPalette: true})}, icon("search"), h("span", null, "Commands"), h("kbd", {"aria-hidden": "true"}, "Ctrl K")),
                h(Connection, null),
                hasToken() && h("button", {type: "button", class: "button button-plain", onClick: () => { logOut(); location.reload(); }}, "Log out")),
            h(Banner, null),
            h("main", {id: "main", tabIndex: -1, class: store.connection.state === "lost" ? "is-stale" : ""}, this.view(place)),
            isPalette && h(Palette, {onClose: () => this.setState({isPalette: false})}),
            h(Overlay, null));
    }
}

/** Cluster weather: 3 nodes, 1 unreachable. */
const Cluster = () => {
    if (!store.nodes.isCluster) return null;
    const {nodes, unreachable} = sizeOfCluster();
    return h("a", {class: "cluster", href: address("nodes"), title: "The nodes of this cluster"},
        h("span", {class: "cluster-name"}, "cluster ", h("b", null, store.status?.cluster ?? ""), ": "),
        h("span", {class: "cluster-size"}, nodes), unreachable && h("span", {class: "cluster-silent"}, h("span", {class: "cluster-size"}, ", "), h("span", {class: "tone-bad"}, unreachable)));
};

const Slots = () => store.slots && h("span", {class: "slots", title: "Worker slots in use, and agents that wait"},
    h("b", {class: "number"}, store.slots.running.toLocaleString()), ` / ${store.slots.most.toLocaleString()} slots`,
    store.slots.waiting > 0 && h("span", {class: "slots-waiting"}, ` · ${store.slots.waiting.toLocaleString()} waiting`));

const WORDS = {live: "Live", connecting: "Connecting", lost: "Connection lost", refused: "Not live"};

const Connection = () => h("span", {class: `connection is-${store.connection.state}`, role: "status"}, h("span", {class: "connection-dot", "aria-hidden": "true"}), WORDS[store.connection.state]);

class Banner extends Watching {
    mounted() {
        this.timer = setInterval(() => store.connection.state === "lost" && this.setState({}), 1000);
    }

    unmounted() {
        clearInterval(this.timer);
    }

    render() {
        const {state, reason, retryAt, since} = store.connection;
        if (state === "lost") {
            const seconds = Math.max(0, Math.ceil((retryAt - Date.now()) / 1000));
            return h("div", {class: "banner tone-bad", role: "alert"},
                h("span", null, `Connection lost: ${reason}. What you see is as of ${duration((Date.now() - since) / 1000)} ago.`),
                h("button", {type: "button", class: "button", onClick: () => store.stream.retry()}, seconds > 0 ? `Try now (or in ${seconds} s)` : "Trying…"));
        }
        if (state === "refused") return h("div", {class: "banner tone-warn", role: "alert"}, `Not live: ${reason}`);
        if (store.status?.shutting_down) return h("div", {class: "banner tone-warn", role: "alert"}, "Baton is shutting down.");
        return null;
    }
}

class LogIn extends Component {
    field = createRef();

    componentDidMount() {
        this.field.current.focus();
    }

    submit = (event) => {
        event.preventDefault();
        if (this.field.current.value.trim() === "") return;
        logIn(this.field.current.value);
        store.connect();
    };

    render({detail, wasWrong}) {
        return h("main", {class: "log-in"}, h("form", {onSubmit: this.submit},
            h("h1", null, h("span", {class: "brand-mark", "aria-hidden": "true"}), "Baton"),
            h("label", {for: "token"}, "Token"),
            h("input", {id: "token", ref: this.field, type: "password", autocomplete: "off", "aria-describedby": "log-in-why", "aria-invalid": wasWrong ? "true" : undefined}),
            h("p", {id: "log-in-why", class: wasWrong ? "tone-bad" : "quiet", role: wasWrong ? "alert" : undefined}, wasWrong ? detail : "This Baton asks who you are. The token stays in this tab."),
            h("button", {type: "submit", class: "button button-main"}, "Log in")));
    }
}
