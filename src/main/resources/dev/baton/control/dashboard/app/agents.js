// The agents, as a table of which only the rows in sight exist.

import {Component, createRef, h} from "./lib/preact.js";
import {AgentButtons, isPossible, steer} from "./actions.js";
import {duration, megabytes, millis, percent} from "./format.js";
import {icon, mark as drawnMark} from "./icons.js";
import {called, Empty, NodeChoice, pageOf, Progress, reasonOf, Spark, State, Watching} from "./parts.js";
import {address, here, settle} from "./router.js";
import {kindOf, kinds, VERBS} from "./states.js";
import {store} from "./store.js";
import {rowStyle, VirtualRows} from "./virtual.js";

const ROW = 32;
const TALL_ROW = 58;
const HEADER = 30;
const isNarrow = matchMedia("(max-width: 760px)");

const usageOf = (agent, key) => store.usage.get(agent.key)?.[key] ?? null;
const SILENT = "unreachable"; // among the states to filter by

const COLUMNS = [
    {id: "name", label: "Agent", by: (agent) => agent.agent_name},
    {id: "state", label: "State", by: (agent) => kindOf(agent).rank},
    {id: "reason", label: "Reason"},
    {id: "group", label: "Group", by: (agent) => agent.group ?? ""},
    {id: "node", label: "Node", by: (agent) => agent.node},
    {id: "uptime", label: "Uptime", isNumber: true, by: (agent) => store.uptime(agent) ?? -1},
    {id: "restarts", label: "Restarts", isNumber: true, by: (agent) => agent.restarts},
    {id: "cpu", label: "CPU", isNumber: true, by: (agent) => usageOf(agent, "cpu_percent") ?? -1},
    {id: "memory", label: "Memory", isNumber: true, by: (agent) => usageOf(agent, "memory_mb") ?? -1},
    {id: "progress", label: "Progress"},
    {id: "cycles", label: "Cycle times", by: (agent) => usageOf(agent, "last_cycle_ms") ?? -1},
    {id: "actions", label: "Actions", isQuiet: true},
];

/** Whether an agent is meant by what was typed: each word occurs in its name, class, group, node or reason. */
function matcher(query) {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    return (agent) => {
        if (words.length === 0) return true;
        const text = `${agent.agent_name}\n${agent.class_name}\n${agent.group ?? ""}\n${agent.node}\n${agent.reason}`.toLowerCase();
        return words.every((word) => text.includes(word));
    };
}

class Row extends Component {
    shouldComponentUpdate(next) {
        return next.agent !== this.props.agent || next.index !== this.props.index || next.stamp !== this.props.stamp
            || next.isSelected !== this.props.isSelected || next.isActive !== this.props.isActive || next.height !== this.props.height;
    }

    render({agent, index, height, isSelected, isActive, onSelect, onFocus, onNode, columns}) {
        const name = agent.agent_name;
        const usage = store.usage.get(agent.key);
        const isSilent = !store.nodes.isReached(agent.node);
        const reason = reasonOf(agent);
        const cell = (id, content, title) => h("div", {class: `cell cell-${id}`, role: "cell", title}, content);
        return h("div", {
            class: `row ${isSelected ? "is-selected" : ""} ${isActive ? "is-active" : ""} ${isSilent ? "is-silent" : ""}`, role: "row", "aria-rowindex": index + 2,
            style: rowStyle(index, height), "data-agent": name, "data-node": columns.has("node") ? agent.node : undefined,
        },
        h("div", {class: "cell cell-select", role: "cell"}, h("input", {
            type: "checkbox", "aria-label": `Select ${called(agent)}`, checked: isSelected, onClick: (event) => onSelect(index, event.shiftKey),
        })),
        h("div", {class: "cell cell-name", role: "rowheader"}, h("a", {href: pageOf(agent), title: agent.class_name, onFocus: () => onFocus(index)}, name),
            agent.vital && h("span", {class: "badge", title: "Everything is shut down when it fails for good"}, "vital")),
        cell("state", h(State, {agent})),
        cell("reason", reason, reason),
        columns.has("group") && cell("group", agent.group ?? ""),
        columns.has("node") && cell("node", h("button", {type: "button", class: "node-button", tabIndex: -1, title: `Only what is on ${agent.node}`, "aria-label": `Only agents on ${agent.node}`, onClick: () => onNode(agent.node)}, agent.node)),
        cell("uptime", duration(store.uptime(agent))),
        cell("restarts", agent.restarts === 0 ? "" : agent.restarts.toLocaleString()),
        cell("cpu", percent(usage?.cpu_percent)),
        cell("memory", megabytes(usage?.memory_mb)),
        cell("progress", h(Progress, {progress: store.progress.get(agent.key), name})),
        cell("cycles", h("span", {class: "cycle"}, h(Spark, {values: store.cycles.get(agent.key), label: `Latest cycle times of ${name}`}),
            h("span", {class: "number"}, millis(usage?.last_cycle_ms)))),
        cell("actions", h(AgentButtons, {agent, isRow: true})));
    }
}

export class AgentsView extends Watching {
    rows = createRef();
    search = createRef();
    state = {sort: null, selected: new Set(), active: -1};

    mounted() {
        this.timer = setInterval(() => this.setState({}), 1000); // uptimes
        this.keys = (event) => this.pressed(event);
        this.resized = () => this.setState({});
        addEventListener("keydown", this.keys);
        isNarrow.addEventListener("change", this.resized);
    }

    unmounted() {
        clearInterval(this.timer);
        removeEventListener("keydown", this.keys);
        isNarrow.removeEventListener("change", this.resized);
    }

    // ------------------------------------------------------------------ which rows

    filters() {
        const {params} = here();
        return {query: params.get("q") ?? "", states: new Set((params.get("state") ?? "").split(",").filter(Boolean)), group: params.get("group") ?? "", node: params.get("node") ?? ""};
    }

    filter(change) {
        const now = {...this.filters(), ...change};
        this.setState({active: -1});
        settle(address("agents", null, {q: now.query, state: [...now.states].join(","), group: now.group, node: now.node}));
    }

    clearFilters = () => this.filter({query: "", states: new Set(), group: "", node: ""});

    onlyOn = (node) => this.filter({node});

    /** Those in view, sorted; worked out anew only when something of it has changed. */
    visible({query, states, group, node}) {
        const {sort} = this.state;
        const moving = sort && ["uptime", "cpu", "memory", "cycles"].includes(sort.id) ? Math.floor(Date.now() / 1000) : 0;
        const key = JSON.stringify([query, [...states], group, node, sort, moving, store.nodes.marks]);
        if (this.known?.list === store.list && this.known.key === key) return this.known;
        const fits = matcher(query);
        const counted = new Map();
        const shown = [];
        for (const agent of store.list) {
            if ((group !== "" && agent.group !== group) || (node !== "" && agent.node !== node) || !fits(agent)) continue;
            const {id} = kindOf(agent);
            const isSilent = !store.nodes.isReached(agent.node);
            counted.set(id, (counted.get(id) ?? 0) + 1);
            if (isSilent) counted.set(SILENT, (counted.get(SILENT) ?? 0) + 1);
            if (states.size === 0 || states.has(id) || (isSilent && states.has(SILENT))) shown.push(agent);
        }
        if (sort) this.sort(shown, sort);
        this.known = {
            list: store.list, key, shown, counted, groups: [...new Set(store.list.map((agent) => agent.group).filter(Boolean))].sort(),
        };
        return this.known;
    }

    sort(shown, {id, isDown}) {
        const {by} = COLUMNS.find((column) => column.id === id);
        const keys = new Map(shown.map((agent) => [agent, by(agent)]));
        const compare = (a, b) => (typeof a === "string" ? a.localeCompare(b, undefined, {numeric: true}) : a - b);
        shown.sort((a, b) => compare(keys.get(a), keys.get(b)) * (isDown ? -1 : 1));
    }

    toggleSort(id) {
        this.setState(({sort}) => ({sort: sort?.id !== id ? {id, isDown: false} : sort.isDown ? null : {id, isDown: true}}));
    }

    // ------------------------------------------------------------------ selection and keys

    select = (index, isRange) => {
        const {shown} = this.known;
        const selected = new Set(this.state.selected);
        const isOn = !selected.has(shown[index].key);
        const [from, to] = isRange && this.lastSelected != null ? [Math.min(index, this.lastSelected), Math.max(index, this.lastSelected)] : [index, index];
        for (let i = from; i <= to; i++) {
            if (isOn) selected.add(shown[i].key);
            else selected.delete(shown[i].key);
        }
        this.lastSelected = index;
        this.setState({selected});
    };

    focused = (index) => {
        if (this.state.active !== index) this.setState({active: index});
    };

    pressed(event) {
        if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
        const isTyping = event.target.matches("input:not([type=checkbox]), select, textarea");
        if (event.key === "Escape" && event.target === this.search.current) this.filter({query: ""});
        const step = isTyping ? (event.target === this.search.current && event.key === "ArrowDown" ? 1 : 0) : {ArrowDown: 1, j: 1, ArrowUp: -1, k: -1}[event.key] ?? 0;
        if (step !== 0) {
            event.preventDefault();
            this.activate(Math.max(0, Math.min(this.state.active + step, this.known.shown.length - 1)));
        } else if (!isTyping && event.key === "/") {
            event.preventDefault();
            this.search.current.focus();
        } else if (!isTyping && event.key === "x" && this.known.shown[this.state.active]) {
            this.select(this.state.active, false);
        }
    }

    activate(index) {
        if (index < 0) return;
        this.rows.current.show(index);
        this.setState({active: index}, () => requestAnimationFrame(() =>
            document.querySelector(`.agent-table .row[aria-rowindex="${index + 2}"] .cell-name a`)?.focus({preventScroll: true})));
    }

    // ------------------------------------------------------------------ drawing

    render() {
        const filters = this.filters();
        const known = this.visible(filters);
        const {shown} = known;
        const {active, selected, sort} = this.state;
        const height = isNarrow.matches ? TALL_ROW : ROW;
        const columns = new Set([known.groups.length > 0 && "group", store.nodes.isCluster && "node"].filter(Boolean));
        const isFiltered = filters.query !== "" || filters.states.size > 0 || filters.group !== "" || filters.node !== "";
        const stamp = Math.floor(Date.now() / 1000) + store.pending.size / 16;
        return h("section", {class: "view view-agents", "aria-label": "Agents"},
            h(Population, {counted: known.counted, states: filters.states, onToggle: (id) => this.filter({states: toggled(filters.states, id)})}),
            h("div", {class: "toolbar", role: "search", "aria-label": "Find agents"},
                h("label", {class: "search"}, icon("search"), h("input", {
                    ref: this.search, type: "search", placeholder: store.nodes.isCluster ? "Search name, class, group, node" : "Search name, class, group, reason", "aria-label": "Search agents",
                    value: filters.query, spellcheck: false, onInput: (event) => this.filter({query: event.target.value}),
                }), h("kbd", {"aria-hidden": "true"}, "/")),
                known.groups.length > 0 && h("select", {"aria-label": "Group", value: filters.group, onChange: (event) => this.filter({group: event.target.value})},
                    h("option", {value: ""}, "All groups"), known.groups.map((group) => h("option", {key: group, value: group}, group))),
                columns.has("node") && h(NodeChoice, {value: filters.node, onChoose: this.onlyOn}),
                isFiltered && h("button", {type: "button", class: "button button-plain", onClick: this.clearFilters}, "Clear filters"),
                h("span", {class: "toolbar-count", role: "status"}, isFiltered ? `${shown.length.toLocaleString()} of ${store.list.length.toLocaleString()}` : `${store.list.length.toLocaleString()} agents`)),
            selected.size > 0 && h(Bulk, {selected, onClear: () => this.setState({selected: new Set()})}),
            store.loaded && shown.length === 0
                ? h(Empty, {title: isFiltered ? "No agent fits these filters." : "There are no agents yet."}, isFiltered
                    ? h("button", {type: "button", class: "button", onClick: this.clearFilters}, "Clear filters")
                    : "Write some into the config, then reload it.")
                : h(VirtualRows, {
                    ref: this.rows, count: shown.length, height, headerHeight: HEADER, label: "Agents", columns: COLUMNS.length + 1,
                    className: `agent-table ${columns.has("group") ? "has-group" : ""} ${columns.has("node") ? "has-node" : ""} ${VERBS.some((verb) => store.may(verb)) ? "has-actions" : ""}`,
                    header: this.header(columns, shown, selected, sort),
                    row: (index) => h(Row, {
                        key: shown[index].key, agent: shown[index], index, height, columns, stamp,
                        isSelected: selected.has(shown[index].key), isActive: index === active, onSelect: this.select, onFocus: this.focused, onNode: this.onlyOn,
                    }),
                }));
    }

    header(columns, shown, selected, sort) {
        const isAll = shown.length > 0 && shown.every((agent) => selected.has(agent.key));
        const shownColumns = COLUMNS.filter(({id}) => (id !== "group" && id !== "node") || columns.has(id));
        return h("div", {class: "header", role: "rowgroup"}, h("div", {class: "row", role: "row", "aria-rowindex": 1},
            h("div", {class: "cell cell-select", role: "columnheader"}, h("input", {
                type: "checkbox", "aria-label": "Select all that are shown", checked: isAll,
                onClick: () => this.setState({selected: isAll ? new Set() : new Set(shown.map((agent) => agent.key))}),
            })),
            shownColumns.map(({id, label, by, isQuiet}) => h("div", {
                key: id, class: `cell cell-${id}`, role: "columnheader",
                "aria-sort": sort?.id === id ? (sort.isDown ? "descending" : "ascending") : undefined,
            }, by ? h("button", {type: "button", class: "sort", onClick: () => this.toggleSort(id)}, label,
                h("span", {"aria-hidden": "true", class: "sort-mark"}, sort?.id === id ? (sort.isDown ? "↓" : "↑") : ""))
                : h("span", {class: isQuiet ? "unseen" : undefined}, label)))));
    }
}

function toggled(set, id) {
    const changed = new Set(set);
    if (!changed.delete(id)) changed.add(id);
    return changed;
}

/** Not a state: these are shown in the one they were in when their node was last heard. */
const UNREACHABLE = {id: SILENT, label: "Can't be reached", tone: "warn", mark: "alarm"};

/** How many are in which state: a strip as wide as they are many, and the same as filters. */
const Population = ({counted, states, onToggle}) => {
    const isPresent = ({id}) => counted.has(id) || states.has(id);
    const present = [...kinds.values()].filter(isPresent);
    return h("div", {class: "population"},
        h("div", {class: "strip", "aria-hidden": "true"}, present.map(({id, tone}) =>
            h("span", {key: id, class: `fill-${tone} ${states.size > 0 && !states.has(id) ? "is-off" : ""}`, style: {flexGrow: counted.get(id) ?? 0}}))),
        h("div", {class: "chips", role: "group", "aria-label": "Filter by state"}, [...present, ...[UNREACHABLE].filter(isPresent)].map(({id, label, tone, mark}) =>
            h("button", {key: id, type: "button", class: `chip tone-${tone}`, "aria-pressed": states.has(id) ? "true" : "false", onClick: () => onToggle(id)},
                drawnMark(mark), h("span", {class: "chip-label"}, label),
                h("span", {class: "chip-count"}, (counted.get(id) ?? 0).toLocaleString())))));
};

const Bulk = ({selected, onClear}) => {
    const agents = [...selected].map((key) => store.agents.get(key)).filter(Boolean);
    return h("div", {class: "bulk", role: "toolbar", "aria-label": "Selected agents"},
        h("span", null, `${agents.length.toLocaleString()} selected`),
        VERBS.filter((verb) => store.may(verb)).map((verb) => {
            const fitting = agents.filter((agent) => isPossible(verb, agent));
            return h("button", {key: verb, type: "button", class: "button", disabled: fitting.length === 0, onClick: () => steer(verb, fitting)},
                `${verb[0].toUpperCase()}${verb.slice(1)}`, fitting.length > 0 && fitting.length < agents.length && h("span", {class: "number quiet"}, fitting.length.toLocaleString()));
        }),
        h("button", {type: "button", class: "button button-plain", onClick: onClear}, "Clear selection"));
};
