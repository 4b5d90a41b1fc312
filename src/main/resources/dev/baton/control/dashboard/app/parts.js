// Pieces that several views show.

import {Component, h} from "./lib/preact.js";
import {icon, mark} from "./icons.js";
import {kindOf} from "./states.js";
import {store} from "./store.js";

/** A view that is drawn again whenever the store has changed. */
export class Watching extends Component {
    componentDidMount() {
        this.unsubscribe = store.subscribe(() => this.setState({}));
        this.mounted?.();
    }

    componentWillUnmount() {
        this.unsubscribe();
        this.unmounted?.();
    }
}

export const State = ({agent}) => {
    const kind = kindOf(agent);
    return h("span", {class: `state tone-${kind.tone}`, title: agent.lifecycle_state},
        mark(kind.mark), h("span", {class: "state-label"}, kind.label));
};

const WIDTH = 84;
const HEIGHT = 20;

/** The latest cycle times, each against the longest of them. */
export const Spark = ({values, label}) => {
    if (!values || values.length < 2) return null;
    const most = Math.max(...values) || 1;
    const step = WIDTH / (values.length - 1);
    const points = values.map((value, i) => `${(i * step).toFixed(1)},${(HEIGHT - 2 - (value / most) * (HEIGHT - 4)).toFixed(1)}`);
    return h("svg", {class: "spark", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": label, preserveAspectRatio: "none"},
        h("polyline", {points: points.join(" ")}));
};

export const Progress = ({progress, name}) => {
    if (!progress) return null;
    const {done, total, text} = progress;
    const isKnown = total > 0;
    const share = isKnown ? Math.min(100, (100 * done) / total) : null;
    const said = isKnown ? `${Math.floor(share)}%` : String(done ?? "");
    return h("span", {class: "progress", title: text ? `${text} (${said})` : said},
        h("span", {
            class: isKnown ? "bar" : "bar bar-unknown", role: "progressbar", "aria-label": `Progress of ${name}`,
            "aria-valuenow": isKnown ? Math.floor(share) : undefined, "aria-valuemin": 0, "aria-valuemax": 100,
        }, h("span", {style: {width: isKnown ? `${share}%` : "100%"}})),
        h("span", {class: "number"}, said));
};

export const IconButton = ({name, label, onClick, disabled, className = ""}) =>
    h("button", {type: "button", class: `icon-button ${className}`, "aria-label": label, title: label, disabled, onClick}, icon(name));

export const Empty = ({title, children}) => h("div", {class: "empty"}, h("p", {class: "empty-title"}, title), h("p", null, children));
