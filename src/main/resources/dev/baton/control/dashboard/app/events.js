// What happened, as it happens.

import {createRef, h} from "./lib/preact.js";
import {idOf} from "./cluster.js";
import {count, line, time} from "./format.js";
import {icon} from "./icons.js";
import {Empty, IconButton, NodeChoice, pageOf, Watching} from "./parts.js";
import {address, here, settle} from "./router.js";
import {isLooking, SEVERITY_TONE} from "./states.js";
import {store} from "./store.js";
import {rowStyle, VirtualRows} from "./virtual.js";

const ROW = 26;
const HEADER = 30;
const SEVERITIES = ["INFO", "WARN", "ERROR"];
const QUIET = new Set(["AGENT_HEARTBEAT", "AGENT_PROGRESS"]);
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

export const EventRow = ({event, index, height = ROW, isOpen, onOpen, isOfOneAgent}) => {
    const tone = SEVERITY_TONE[event.severity] ?? "rest";
    return h("div", {class: `row event tone-row-${tone} ${isOpen ? "is-active" : ""}`, role: "row", "aria-rowindex": index + 2, style: rowStyle(index, height), onClick: () => onOpen(event)},
        h("div", {class: "cell cell-time", role: "cell"}, h("button", {
            type: "button", class: "time-button", "aria-label": `Details of ${calledEvent(event)}`, "aria-expanded": isOpen ? "true" : "false",
            onClick: (click) => { click.stopPropagation(); onOpen(event); },
        }, time(event.timestamp))),
        h("div", {class: `cell cell-severity tone-${tone}`, role: "cell"}, event.severity === "INFO" ? "" : event.severity),
        h("div", {class: "cell cell-type", role: "cell", title: event.event_name}, event.event_name),
        !isOfOneAgent && store.nodes.isCluster && h("div", {class: "cell cell-node", role: "cell"}, event.node),
        !isOfOneAgent && h("div", {class: "cell cell-agent", role: "cell"}, event.agent === null ? "" : NAME.test(event.agent)
            ? h("a", {href: pageOf({agent_name: event.agent, node: event.node}), onClick: (click) => click.stopPropagation()}, event.agent) : event.agent),
        h("div", {class: "cell cell-data", role: "cell"}, line(event.data)));
};

const calledEvent = (event) => (store.nodes.isCluster ? `event ${event.seq} of ${event.node}` : `event ${event.seq}`);

const HEADINGS = [["time", "Time"], ["severity", "Level"], ["type", "Event"], ["node", "Node"], ["agent", "Agent"], ["data", "Data"]];

/** Where an event is from is told only where that may differ. */
const headings = (isOfOneAgent) => HEADINGS.filter(([id]) => (id !== "node" || (store.nodes.isCluster && !isOfOneAgent)) && (id !== "agent" || !isOfOneAgent));

export const eventHeader = (isOfOneAgent) => h("div", {class: "header", role: "rowgroup"}, h("div", {class: "row event", role: "row", "aria-rowindex": 1},
    headings(isOfOneAgent).map(([id, label]) => h("div", {key: id, class: `cell cell-${id}`, role: "columnheader"}, label))));

export const EventDetail = ({event, onClose}) => h("aside", {class: "detail", "aria-label": `E${calledEvent(event).slice(1)}`},
    h("div", {class: "detail-head"}, h("h2", null, event.event_name), h(IconButton, {name: "close", label: "Close details", onClick: onClose})),
    h("pre", {tabIndex: 0}, JSON.stringify(event, null, 2)));

export class EventsView extends Watching {
    rows = createRef();
    state = {frozen: null, open: null, isAway: false};

    filters() {
        const {params} = here();
        return {query: params.get("q") ?? "", type: params.get("type") ?? "", agent: params.get("agent") ?? "", node: params.get("node") ?? "", severity: params.get("severity") ?? "", all: params.get("all") ?? ""};
    }

    filter(change) {
        const now = {...this.filters(), ...change};
        settle(address("events", null, {q: now.query, type: now.type, agent: now.agent, node: now.node, severity: now.severity, all: now.all}));
    }

    visible(filters) {
        const {frozen} = this.state;
        const source = frozen ?? store.events;
        const key = JSON.stringify(filters);
        if (this.known?.source === source && this.known.key === key) return this.known;
        const words = filters.query.toLowerCase().split(/\s+/).filter(Boolean);
        const from = SEVERITIES.indexOf(filters.severity);
        const passes = (event) => (filters.all !== "" || filters.type !== "" || !(QUIET.has(event.event_name) || isLooking(event)))
            && (filters.type === "" || event.event_name === filters.type)
            && (filters.agent === "" || event.agent === filters.agent)
            && (filters.node === "" || event.node === filters.node || event.data?.member === filters.node)
            && (from < 0 || SEVERITIES.indexOf(event.severity) >= from)
            && (words.length === 0 || fits(event, words));
        const shown = source.filter(passes);
        const types = [...new Set(source.map((event) => event.event_name))].sort();
        const agents = [...new Set(source.map((event) => event.agent).filter(Boolean))].sort();
        this.known = {source, key, passes, shown, types, agents};
        return this.known;
    }

    /** How many of those that came after `last` would be shown. */
    behind(last) {
        let count = 0;
        for (let i = store.events.length - 1; i >= 0 && store.events[i] !== last; i--) if (this.known.passes(store.events[i])) count++;
        return count;
    }

    toggle = (event) => this.setState(({open}) => ({open: open && idOf(open) === idOf(event) ? null : event}));

    togglePause = () => this.setState(({frozen}) => ({frozen: frozen === null ? store.events : null}));

    /** What is shown, one JSON object a line. */
    save = () => {
        const text = this.known.shown.map((event) => JSON.stringify(event)).join("\n") + "\n";
        const url = URL.createObjectURL(new Blob([text], {type: "application/x-ndjson"}));
        const link = Object.assign(document.createElement("a"), {href: url, download: "baton-events.jsonl"});
        link.click();
        setTimeout(() => URL.revokeObjectURL(url), 10_000);
    };

    render() {
        const filters = this.filters();
        const {shown, types, agents} = this.visible(filters);
        const {frozen, open, isAway} = this.state;
        const behind = frozen === null ? 0 : this.behind(frozen.at(-1));
        const choice = (id, label, all, values) => h("select", {"aria-label": label, value: filters[id], onChange: (event) => this.filter({[id]: event.target.value})},
            h("option", {value: ""}, all), withChosen(values, filters[id]).map((value) => h("option", {key: value, value}, value)));
        return h("section", {class: "view view-events", "aria-label": "Events"},
            h("div", {class: "toolbar", role: "search", "aria-label": "Find events"},
                h("label", {class: "search"}, icon("search"), h("input", {type: "search", placeholder: "Search events", "aria-label": "Search events", value: filters.query, spellcheck: false, onInput: (event) => this.filter({query: event.target.value})})),
                choice("type", "Event type", "All types", types),
                choice("agent", "Agent", "All agents", agents),
                store.nodes.isCluster && h(NodeChoice, {value: filters.node, onChoose: (node) => this.filter({node})}),
                h("select", {"aria-label": "Severity", value: filters.severity, onChange: (event) => this.filter({severity: event.target.value})},
                    h("option", {value: ""}, "Any severity"), h("option", {value: "WARN"}, "Warnings, errors"), h("option", {value: "ERROR"}, "Errors")),
                h("label", {class: "check"}, h("input", {type: "checkbox", checked: filters.all !== "", onChange: (event) => this.filter({all: event.target.checked ? "1" : ""})}), "Heartbeats, progress, reads"),
                h("button", {type: "button", class: "button", "aria-pressed": frozen === null ? "false" : "true", onClick: this.togglePause}, frozen === null ? "Pause" : behind > 0 ? `Resume (${behind.toLocaleString()} new)` : "Resume"),
                h("button", {type: "button", class: "button", disabled: shown.length === 0, onClick: this.save}, "Export"),
                h("span", {class: "toolbar-count", role: "status"}, count(shown.length, "event"))),
            h("div", {class: "with-detail"},
                shown.length === 0
                    ? h(Empty, {title: "No event fits."}, "Events show up here as they happen.")
                    : h("div", {class: "log-frame"}, h(VirtualRows, {
                        ref: this.rows, count: shown.length, height: ROW, headerHeight: HEADER, label: "Events", columns: headings(false).length, className: `event-table ${store.nodes.isCluster ? "has-node" : ""}`,
                        isStuckToEnd: frozen === null, onScrolledAway: (away) => this.setState({isAway: away}), header: eventHeader(false),
                        row: (index) => h(EventRow, {key: idOf(shown[index]), event: shown[index], index, isOpen: open !== null && idOf(open) === idOf(shown[index]), onOpen: this.toggle}),
                    }), isAway && frozen === null && h("button", {type: "button", class: "button to-end", onClick: () => this.rows.current.toEnd()}, icon("down"), "Newest")),
                open && h(EventDetail, {event: open, onClose: () => this.setState({open: null})})));
    }
}

function fits(event, words) {
    const text = `${event.event_name} ${event.agent ?? ""} ${event.node} ${line(event.data)}`.toLowerCase();
    return words.every((word) => text.includes(word));
}

const withChosen = (values, chosen) => (chosen === "" || values.includes(chosen) ? values : [chosen, ...values]);
