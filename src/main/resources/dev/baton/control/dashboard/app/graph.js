// Who depends on whom, from left to right, and what holds up whom.

import {h} from "./lib/preact.js";
import {nameOf, nodeOf} from "./cluster.js";
import {count} from "./format.js";
import {mark} from "./icons.js";
import {Ageing, called, Empty, howSilent, NodeChoice, pageOf, State} from "./parts.js";
import {address, here, settle} from "./router.js";
import {kindOf} from "./states.js";
import {layOut, NODE} from "./layout.js";
import {store} from "./store.js";

const MOST = 400; // nodes that a person can still take in
const LETTERS = 20;
const NAMED = 12;
const MET = new Set(["running", "paused", "succeeded", "warned"]);
const WANTED = / (\S+) to be (?:started|ready|completed)/g; // in the reason of one that waits
const HELD_UP = new Set(["waiting", "skipped"]);

const kindIdOf = (key) => (store.agents.has(key) ? kindOf(store.agents.get(key)).id : null);

/** What an agent is, or what little its key says of one that is not there. */
const agentOf = (key) => store.agents.get(key) ?? {agent_name: nameOf(key), node: nodeOf(key), key};

/** The agents that one must start with or that start with it, itself among them. */
function related(start) {
    const walk = (next) => {
        const seen = new Set([start]);
        const stack = [start];
        while (stack.length > 0) {
            for (const each of next(stack.pop())) {
                if (!seen.has(each)) {
                    seen.add(each);
                    stack.push(each);
                }
            }
        }
        return seen;
    };
    return new Set([...walk((each) => store.dependencies[each] ?? []), ...walk((each) => store.dependents.get(each) ?? [])]);
}

/** What an agent waits for: as it says itself, for what is met depends on the condition and on who stopped it; else by the look of them. */
function unmetOf(key) {
    const agent = store.agents.get(key);
    const all = store.dependencies[key] ?? [];
    const wanted = new Set(agent?.lifecycle_state === "WAITING" ? [...agent.reason.matchAll(WANTED)].map((match) => match[1]) : []);
    return wanted.size > 0 ? all.filter((each) => wanted.has(nameOf(each))) : all.filter((each) => !MET.has(kindIdOf(each)));
}

const edgeOf = (from, to) => `${from}\n${to}`;

/** Which agent holds up which others, and over which edges. */
function blockages(keys) {
    const causes = new Map();
    const edges = new Set();
    for (const key of keys) {
        if (!HELD_UP.has(kindIdOf(key))) continue;
        const seen = new Set([key]);
        const stack = [key];
        while (stack.length > 0) {
            const at = stack.pop();
            for (const target of unmetOf(at)) {
                edges.add(edgeOf(target, at));
                if (!HELD_UP.has(kindIdOf(target))) {
                    if (!causes.has(target)) causes.set(target, []);
                    if (!causes.get(target).includes(key)) causes.get(target).push(key);
                } else if (!seen.has(target)) {
                    seen.add(target);
                    stack.push(target);
                }
            }
        }
    }
    return {causes, edges};
}

/** The keys by node, in the order of the nodes; outside a cluster all of them at once. `expected` are nodes that are listed in any case. */
function byNode(keys, expected) {
    const parts = new Map(store.nodes.names().map((node) => [node, []]));
    for (const key of keys) {
        const node = store.nodes.isCluster ? nodeOf(key) : "";
        if (!parts.has(node)) parts.set(node, []);
        parts.get(node).push(key);
    }
    return [...parts].filter(([node, part]) => part.length > 0 || expected.includes(node));
}

export class GraphView extends Ageing {
    layouts = new Map();

    /** An agent depends only on those of its own node, so each node has a graph of its own. */
    chosen() {
        const {params} = here();
        const [only, node] = [params.get("agent") ?? "", params.get("node") ?? ""];
        const everywhere = [...new Set([...Object.keys(store.dependencies), ...Object.values(store.dependencies).flat()])];
        const all = node === "" ? everywhere : everywhere.filter((key) => nodeOf(key) === node);
        const named = new Set([...all.filter((key) => nameOf(key) === only), ...store.called(only).filter((agent) => node === "" || agent.node === node).map(({key}) => key)]);
        return {only, node, all, keys: named.size > 0 ? [...new Set([...named].flatMap((key) => [...related(key)]))] : all};
    }

    laidOut(part, keys) {
        const text = keys.join(" ");
        const known = this.layouts.get(part);
        if (known?.text === text && known.dependencies === store.dependencies) return known.layout;
        const layout = layOut(keys, store.dependencies);
        this.layouts.set(part, {text, dependencies: store.dependencies, layout});
        return layout;
    }

    render() {
        const {only, node, all, keys} = this.chosen();
        const isTooMuch = keys.length > MOST;
        const blocked = blockages(keys);
        const names = [...new Set(all.map(nameOf))];
        const parts = byNode(keys, only === "" ? store.nodes.inState("unreachable").map((each) => each.node).filter((each) => node === "" || each === node) : []);
        return h("section", {class: "view view-graph", "aria-label": "Dependency graph"},
            h("div", {class: "toolbar"},
                h("label", {class: "check"}, "Only around", h("input", {
                    type: "text", list: "graph-agents", value: only, placeholder: "an agent", "aria-label": "Only around this agent", spellcheck: false, autocomplete: "off",
                    onChange: (event) => settle(address("graph", null, {agent: event.target.value, node})),
                }), h("datalist", {id: "graph-agents"}, names.slice(0, 2000).map((name) => h("option", {key: name, value: name})))),
                store.nodes.isCluster && h(NodeChoice, {value: node, onChoose: (chosen) => settle(address("graph", null, {agent: only, node: chosen}))}),
                (only || node) && h("button", {type: "button", class: "button button-plain", onClick: () => settle(address("graph"))}, "Show all"),
                h("span", {class: "toolbar-count", role: "status"}, count(keys.length, "agent"))),
            blocked.causes.size > 0 && h(Blocked, {causes: blocked.causes}),
            parts.length === 0 ? h(Empty, {title: "No agent depends on another."}, "Say dependsOn in the config, and it shows here.")
                : isTooMuch ? h(Empty, {title: `${keys.length.toLocaleString()} agents are too many to see anything.`}, store.nodes.isCluster
                    ? "Choose an agent or a node above to see less of them."
                    : "Choose one above to see only what it depends on and what depends on it.")
                    : h("div", {class: "graph", tabIndex: 0, role: "region", "aria-label": "Graph, from what is depended on to what depends"},
                        parts.map(([part, its], i) => (part === "" ? this.drawing(part, its, blocked, "") : h(Part, {key: part, node: part, size: its.length}, its.length === 0 ? h("p", {class: "quiet"}, "It has not told this page yet who depends on whom.") : this.drawing(part, its, blocked, `-${i}`))))));
    }

    drawing(part, keys, blocked, suffix) {
        const {nodes, edges, width, height} = this.laidOut(part, keys);
        const marker = (id) => `${id}${suffix}`;
        return h("svg", {width, height, viewBox: `0 0 ${width} ${height}`},
            h("defs", null, ["arrow", "arrow-blocked"].map((id) => h("marker", {key: id, id: marker(id), viewBox: "0 0 6 6", refX: 1, refY: 3, markerWidth: 6, markerHeight: 6, orient: "auto"}, h("path", {d: "M0 0 6 3 0 6z", class: id})))),
            edges.map(({from, to, path}) => {
                const isBlocked = blocked.edges.has(edgeOf(from, to));
                return h("path", {key: `${from} ${to}`, d: path, class: `edge ${isBlocked ? "is-blocked" : ""}`, "marker-end": `url(#${marker(isBlocked ? "arrow-blocked" : "arrow")})`});
            }),
            [...nodes].map(([key, {x, y}]) => h(Node, {key, agent: agentOf(key), isKnown: store.agents.has(key), x, y})));
    }
}

/** The graph of one node of a cluster. */
const Part = ({node, size, children}) => {
    const silence = howSilent(node);
    return h("section", {class: `graph-part ${silence ? "is-silent" : ""}`, "aria-label": `On ${node}`},
        h("h2", null, h("a", {href: address("agents", null, {node})}, node), h("span", {class: silence ? "tone-warn" : "quiet"}, silence ?? count(size, "agent"))), children);
};

const Node = ({agent, isKnown, x, y}) => {
    const kind = isKnown ? kindOf(agent) : null;
    const label = kind?.label ?? "unknown";
    const name = agent.agent_name;
    return h("a", {href: pageOf(agent), class: `node tone-${kind?.tone ?? "rest"}`, "aria-label": `${called(agent)}, ${label}${agent.reason ? `, ${agent.reason}` : ""}`},
        h("title", null, `${name}: ${label}${agent.reason ? `\n${agent.reason}` : ""}`),
        h("rect", {x, y, width: NODE.width, height: NODE.height, rx: 6, class: "node-box"}),
        h("rect", {x, y: y + 7, width: 3, height: NODE.height - 14, rx: 1.5, class: "node-edge"}),
        h("text", {x: x + 14, y: y + 21.5, class: "node-name"}, name.length > LETTERS ? `${name.slice(0, LETTERS - 1)}…` : name),
        mark(kind?.mark ?? "dot", {x: x + NODE.width - 22, y: y + 11}));
};

const Blocked = ({causes}) => h("div", {class: "blocked", role: "region", "aria-label": "Held up"}, h("h2", null, "Held up"), h("ul", null, [...causes].map(([cause, keys]) => {
    const agent = store.agents.get(cause);
    return h("li", {key: cause},
        h("a", {href: pageOf(agentOf(cause))}, called(agentOf(cause))), agent && h(State, {agent}),
        agent?.reason && h("span", {class: "blocked-reason"}, agent.reason),
        h("span", null, h("span", {class: "quiet"}, "holds up "),
            keys.slice(0, NAMED).map((key, i) => [i > 0 && ", ", h("a", {key, href: pageOf(agentOf(key)), title: store.agents.get(key)?.reason}, nameOf(key))]),
            keys.length > NAMED && ` and ${(keys.length - NAMED).toLocaleString()} more`));
})));
