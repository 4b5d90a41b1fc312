// Who depends on whom, from left to right, and what holds up whom.

import {h} from "./lib/preact.js";
import {count} from "./format.js";
import {mark} from "./icons.js";
import {Empty, State, Watching} from "./parts.js";
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

const kindIdOf = (name) => (store.agents.has(name) ? kindOf(store.agents.get(name)).id : null);

/** The agents that one must start with or that start with it, itself among them. */
function related(name) {
    const walk = (next) => {
        const seen = new Set([name]);
        const stack = [name];
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
function unmetOf(name) {
    const agent = store.agents.get(name);
    const all = store.dependencies[name] ?? [];
    const wanted = new Set(agent?.lifecycle_state === "WAITING" ? [...agent.reason.matchAll(WANTED)].map((match) => match[1]) : []);
    return wanted.size > 0 ? all.filter((each) => wanted.has(each)) : all.filter((each) => !MET.has(kindIdOf(each)));
}

/** Which agent holds up which others, and over which edges. */
function blockages(names) {
    const causes = new Map();
    const edges = new Set();
    for (const name of names) {
        if (!HELD_UP.has(kindIdOf(name))) continue;
        const seen = new Set([name]);
        const stack = [name];
        while (stack.length > 0) {
            const at = stack.pop();
            for (const target of unmetOf(at)) {
                edges.add(`${target}\n${at}`);
                if (!HELD_UP.has(kindIdOf(target))) {
                    if (!causes.has(target)) causes.set(target, []);
                    if (!causes.get(target).includes(name)) causes.get(target).push(name);
                } else if (!seen.has(target)) {
                    seen.add(target);
                    stack.push(target);
                }
            }
        }
    }
    return {causes, edges};
}

export class GraphView extends Watching {
    chosen() {
        const only = here().params.get("agent") ?? "";
        const all = [...new Set([...Object.keys(store.dependencies), ...Object.values(store.dependencies).flat()])];
        if (only && (store.agents.has(only) || all.includes(only))) return {only, all, names: [...related(only)]};
        return {only, all, names: all};
    }

    laidOut(names) {
        const key = names.join(" ");
        if (this.known?.key !== key || this.known.dependencies !== store.dependencies) {
            this.known = {key, dependencies: store.dependencies, layout: layOut(names, store.dependencies)};
        }
        return this.known.layout;
    }

    render() {
        const {only, all, names} = this.chosen();
        const isTooMuch = names.length > MOST;
        const blocked = blockages(names);
        return h("section", {class: "view view-graph", "aria-label": "Dependency graph"},
            h("div", {class: "toolbar"},
                h("label", {class: "check"}, "Only around", h("input", {
                    type: "text", list: "graph-agents", value: only, placeholder: "an agent", "aria-label": "Only around this agent", spellcheck: false, autocomplete: "off",
                    onChange: (event) => settle(address("graph", null, {agent: event.target.value})),
                }), h("datalist", {id: "graph-agents"}, all.slice(0, 2000).map((name) => h("option", {key: name, value: name})))),
                only && h("button", {type: "button", class: "button button-plain", onClick: () => settle(address("graph"))}, "Show all"),
                h("span", {class: "toolbar-count", role: "status"}, count(names.length, "agent"))),
            blocked.causes.size > 0 && h(Blocked, {causes: blocked.causes}),
            names.length === 0 ? h(Empty, {title: "No agent depends on another."}, "Say dependsOn in the config, and it shows here.")
                : isTooMuch ? h(Empty, {title: `${names.length.toLocaleString()} agents are too many to see anything.`}, "Choose one above to see only what it depends on and what depends on it.")
                    : h("div", {class: "graph", tabIndex: 0, role: "region", "aria-label": "Graph, from what is depended on to what depends"}, this.drawing(names, blocked)));
    }

    drawing(names, blocked) {
        const {nodes, edges, width, height} = this.laidOut(names);
        return h("svg", {width, height, viewBox: `0 0 ${width} ${height}`},
            h("defs", null, ["arrow", "arrow-blocked"].map((id) => h("marker", {key: id, id, viewBox: "0 0 6 6", refX: 1, refY: 3, markerWidth: 6, markerHeight: 6, orient: "auto"}, h("path", {d: "M0 0 6 3 0 6z", class: id})))),
            edges.map(({from, to, path}) => {
                const isBlocked = blocked.edges.has(`${from}\n${to}`);
                return h("path", {key: `${from} ${to}`, d: path, class: `edge ${isBlocked ? "is-blocked" : ""}`, "marker-end": `url(#${isBlocked ? "arrow-blocked" : "arrow"})`});
            }),
            [...nodes].map(([name, {x, y}]) => h(Node, {key: name, name, x, y})));
    }
}

const Node = ({name, x, y}) => {
    const agent = store.agents.get(name);
    const kind = agent ? kindOf(agent) : null;
    const label = kind?.label ?? "unknown";
    return h("a", {href: address("agent", name), class: `node tone-${kind?.tone ?? "rest"}`, "aria-label": `${name}, ${label}${agent?.reason ? `, ${agent.reason}` : ""}`},
        h("title", null, `${name}: ${label}${agent?.reason ? `\n${agent.reason}` : ""}`),
        h("rect", {x, y, width: NODE.width, height: NODE.height, rx: 6, class: "node-box"}),
        h("rect", {x, y: y + 7, width: 3, height: NODE.height - 14, rx: 1.5, class: "node-edge"}),
        h("text", {x: x + 14, y: y + 21.5, class: "node-name"}, name.length > LETTERS ? `${name.slice(0, LETTERS - 1)}…` : name),
        mark(kind?.mark ?? "dot", {x: x + NODE.width - 22, y: y + 11}));
};

const Blocked = ({causes}) => h("div", {class: "blocked", role: "region", "aria-label": "Held up"}, h("h2", null, "Held up"), h("ul", null, [...causes].map(([cause, names]) => {
    const agent = store.agents.get(cause);
    return h("li", {key: cause},
        h("a", {href: address("agent", cause)}, cause), agent && h(State, {agent}),
        agent?.reason && h("span", {class: "blocked-reason"}, agent.reason),
        h("span", null, h("span", {class: "quiet"}, "holds up "),
            names.slice(0, NAMED).map((name, i) => [i > 0 && ", ", h("a", {key: name, href: address("agent", name), title: store.agents.get(name)?.reason}, name)]),
            names.length > NAMED && ` and ${(names.length - NAMED).toLocaleString()} more`));
})));
