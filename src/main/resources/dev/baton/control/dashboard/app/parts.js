// Pieces that several views show.

import {Component, h} from "./lib/preact.js";
import {duration} from "./format.js";
import {icon, mark} from "./icons.js";
import {address} from "./router.js";
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

/** One that says for how long a node can't be reached. */
export class Ageing extends Watching {
    mounted() {
        this.timer = setInterval(() => store.nodes.inState("up").length < store.nodes.all.size && this.setState({}), 1000);
    }

    unmounted() {
        clearInterval(this.timer);
    }
}

/** How an agent is called: by its name, and in a cluster with its node. */
export const called = (agent) => (store.nodes.isCluster ? `${agent.agent_name} on ${agent.node}` : agent.agent_name);

/** The address of an agent's page. */
export const pageOf = ({agent_name: name, node}, params = {}) => address("agent", name, {...params, node: store.nodes.isCluster ? node : null});

/** That a node can't be reached, and for how long; null if it can. */
export const silenceOf = (node) => {
    const silence = howSilent(node);
    return silence === null ? null : `${node} ${silence}`;
};

/** The same where the node's name stands before it. */
export const howSilent = (node) => {
    if (store.nodes.isReached(node)) return null;
    const {state} = store.nodes.get(node) ?? {};
    if (state === "gone") return `said goodbye ${duration(store.nodes.age(node))} ago`;
    return state === undefined ? "is not known any more" : `can't be reached for ${duration(store.nodes.age(node))}`;
};

/** Why an agent is where it is; before that, if nobody can know where it is now. */
export const reasonOf = (agent) => [silenceOf(agent.node), agent.reason].filter(Boolean).join("; ");

/** Of which node; all of them at first. One that is no more stays to choose while it is chosen. */
export const NodeChoice = ({value, onChoose}) => {
    const names = store.nodes.names();
    return h("select", {"aria-label": "Node", value, onChange: (event) => onChoose(event.target.value)},
        h("option", {value: ""}, "All nodes"),
        (value === "" || names.includes(value) ? names : [value, ...names]).map((name) =>
            h("option", {key: name, value: name}, store.nodes.isReached(name) ? name : `${name}, ${store.nodes.get(name)?.state ?? "unknown"}`)));
};

export const State = ({agent}) => {
    const kind = kindOf(agent);
    const silence = silenceOf(agent.node);
    return h("span", {class: `state ${silence ? "is-past" : `tone-${kind.tone}`}`, title: silence ? `${agent.lifecycle_state} when it was last heard; ${silence}` : agent.lifecycle_state},
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
