// The nodes of a cluster as a map: how each is, how full, and what is wrong on it.

import {h} from "./lib/preact.js";
import {reload, shutDown} from "./actions.js";
import {count, duration, megabytes, percent} from "./format.js";
import {mark} from "./icons.js";
import {Empty, Watching} from "./parts.js";
import {address} from "./router.js";
import {kindOf, kinds, TROUBLE} from "./states.js";
import {store} from "./store.js";

const LOOKS = {
    up: {label: "Up", tone: "run", mark: "disc"},
    unreachable: {label: "Can't be reached", tone: "bad", mark: "alarm"},
    gone: {label: "Gone", tone: "rest", mark: "dash"},
};
const LABELS = 12;

/** Of each node how many agents are in which state. */
function populations() {
    const found = new Map(store.nodes.names().map((name) => [name, new Map()]));
    for (const agent of store.list) {
        const counted = found.get(agent.node);
        const {id} = kindOf(agent);
        counted?.set(id, (counted.get(id) ?? 0) + 1);
    }
    return found;
}

/** For how long, in a reason: as of when it was asked for, and the age on the card goes on. */
const SINCE = /,? for \d+ s(?: now)?$/;

/** How many nodes there are, and how many of them can't be reached: 3 nodes, 1 unreachable. */
export function sizeOfCluster() {
    const unreachable = store.nodes.inState("unreachable").length;
    return {nodes: count(store.nodes.inState("up").length + unreachable, "node"), unreachable: unreachable === 0 ? "" : `${unreachable.toLocaleString()} unreachable`};
}

export class NodesView extends Watching {
    mounted() {
        this.timer = setInterval(() => this.setState({}), 1000); // ages
    }

    unmounted() {
        clearInterval(this.timer);
    }

    render() {
        if (!store.nodes.isCluster) {
            return h("section", {class: "view", "aria-label": "Nodes"}, store.loaded
                ? h(Empty, {title: "This Baton is in no cluster."}, "It runs by itself; all of its agents are on it. ", h("a", {href: address("agents")}, "All agents"))
                : h(Empty, {title: "Asking…"}));
        }
        const populated = populations();
        const nodes = store.nodes.list();
        const {nodes: size, unreachable} = sizeOfCluster();
        const gone = store.nodes.inState("gone").length;
        return h("section", {class: "view view-nodes", "aria-label": "Nodes", tabIndex: 0},
            h("p", {class: "nodes-sum"}, "Cluster ", h("b", null, store.status?.cluster ?? ""), `: ${[size, unreachable, gone > 0 && `${gone.toLocaleString()} gone`].filter(Boolean).join(", ")}`),
            h("ul", {class: "node-cards"}, nodes.map((node) => h(NodeCard, {key: node.node, node, counted: populated.get(node.node), usual: nodes.find((each) => each.self)?.version}))));
    }
}

const NodeCard = ({node, counted, usual}) => {
    const {node: name, state} = node;
    const isUp = state === "up";
    const look = LOOKS[state] ?? LOOKS.gone;
    const age = duration(store.nodes.age(name));
    return h("li", {class: `node-card is-${state}`, "data-node": name},
        h("div", {class: "node-head"},
            h("h2", null, h("a", {class: "node-link", href: address("agents", null, {node: name}), "aria-label": `Agents on ${name}`}, name)),
            node.self && h("span", {class: "badge", title: "This page is from it"}, "this one"),
            node.shutting_down && h("span", {class: "badge tone-warn"}, "shutting down"),
            h("span", {class: `state tone-${look.tone}`}, mark(look.mark), isUp ? look.label : `${look.label} for ${age}`)),
        h(Fill, {node}),
        h(Kinds, {name, counted}),
        h(Facts, {node, usual, isUp}),
        state === "unreachable" && node.reason && h("p", {class: "tone-bad"}, node.reason.replace(SINCE, "")),
        isUp && node.missing == null && store.untold.get(name) && h("p", {class: "tone-warn"}, `No numbers: ${store.untold.get(name)}`),
        h("div", {class: "node-buttons"},
            h("a", {href: address("graph", null, {node: name}), "aria-label": `Graph of ${name}`}, "Graph"),
            h("a", {href: address("events", null, {node: name}), "aria-label": `Events of ${name}`}, "Events"),
            state !== "gone" && store.may("reload") && h("button", {type: "button", class: "button", disabled: !isUp, "aria-label": `Reload the config of ${name}`, onClick: () => reload(name)}, "Reload…"),
            state !== "gone" && store.may("shutdown") && h("button", {type: "button", class: "button", disabled: !isUp, "aria-label": `Shut ${name} down`, onClick: () => shutDown(name)}, "Shut down…")));
};

/** How many of its slots are taken. */
const Fill = ({node}) => {
    const {node: name, running_agents: running, max_workers: most, waiting_agents: waiting} = node;
    const share = most > 0 ? Math.min(100, (100 * running) / most) : 0;
    return h("div", {class: "node-fill"},
        h("span", {class: "bar", role: "meter", "aria-label": `Slots in use on ${name}`, "aria-valuemin": 0, "aria-valuemax": most, "aria-valuenow": running},
            h("span", {style: {width: `${share}%`}})),
        h("span", {class: "number"}, h("b", null, running.toLocaleString()), ` / ${most.toLocaleString()} slots`, waiting > 0 && ` · ${waiting.toLocaleString()} waiting`));
};

/** Its agents by state: the strip, and by name what needs somebody. */
const Kinds = ({name, counted}) => {
    const present = [...kinds.values()].filter(({id}) => counted?.has(id));
    const troubled = present.filter(({id}) => TROUBLE.has(id));
    const total = present.reduce((sum, {id}) => sum + counted.get(id), 0);
    return h("div", {class: "node-kinds"},
        h("div", {class: "strip", "aria-hidden": "true"}, present.map(({id, tone}) => h("span", {key: id, class: `fill-${tone}`, style: {flexGrow: counted.get(id)}}))),
        h("p", null, h("span", {class: "quiet"}, count(total, "agent")), troubled.map(({id, label, tone, mark: drawn}) =>
            h("a", {key: id, class: `state tone-${tone}`, href: address("agents", null, {node: name, state: id}), "aria-label": `${label} on ${name}: ${counted.get(id)}`}, mark(drawn), `${counted.get(id).toLocaleString()} ${label.toLowerCase()}`))));
};

const Facts = ({node, usual, isUp}) => {
    const own = isUp ? store.ownOf(node.node) : undefined;
    const labels = Object.entries(node.labels ?? {});
    const elsewhere = isUp && usual && node.version && node.version !== usual;
    const uptime = node.uptime == null ? null : node.uptime + (isUp && store.connection.state !== "lost" ? (Date.now() - node.at) / 1000 : 0);
    const rows = [
        ["Version", node.version && h("span", null, node.version, elsewhere && h("span", {class: "tone-warn"}, ` (here: ${usual})`))],
        [isUp ? "Up for" : "Was up for", duration(uptime)], ["Address", node.address],
        ["Baton uses", own && [percent(own.cpu_percent), megabytes(own.memory_mb)].filter(Boolean).join(", ")],
        ["Labels", labels.length > 0 && h("span", {class: "labels"}, labels.slice(0, LABELS).map(([key, value]) => h("span", {key, class: "badge"}, `${key}=${value}`)),
            labels.length > LABELS && h("span", {class: "quiet"}, `and ${labels.length - LABELS} more`))],
    ];
    return h("dl", {class: "facts"}, rows.filter(([, value]) => value).map(([key, value]) => h("div", {key}, h("dt", null, key), h("dd", null, value))));
};
