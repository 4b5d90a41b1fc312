// One agent: what it is, what it does, what it did, and what it says.

import {createRef, h} from "./lib/preact.js";
import {AgentButtons} from "./actions.js";
import {idOf, keyOf} from "./cluster.js";
import {EventDetail, eventHeader, EventRow} from "./events.js";
import {count, duration, megabytes, millis, percent, time} from "./format.js";
import {icon} from "./icons.js";
import {Live} from "./live.js";
import {Ageing, Empty, howSilent, pageOf, Progress, silenceOf, Spark, State, Watching} from "./parts.js";
import {address, here} from "./router.js";
import {get} from "./session.js";
import {store} from "./store.js";
import {Timeline} from "./timeline.js";
import {rowStyle, VirtualRows} from "./virtual.js";

const EVENTS = 500;
const LINES = 5_000;
const LINE = 20;
const EVENT = 26;
const LEVEL_TONE = {WARN: "warn", WARNING: "warn", ERROR: "bad", CRITICAL: "bad", SUCCESS: "run"};

/** The agent of that name on that node; without a node the only one, or all there are to choose from. */
export class AgentView extends Ageing {
    render({name, node}) {
        const agents = store.called(name);
        const isAlone = store.loaded && !store.nodes.isCluster;
        const chosen = isAlone ? null : node ?? (store.loaded && agents.length === 1 ? agents[0].node : null);
        if (isAlone || chosen !== null || agents.length === 0) return h(OneAgent, {key: keyOf(name, chosen), name, node: chosen});
        return h("section", {class: "view view-agent", "aria-label": name, tabIndex: 0},
            h("header", {class: "agent-head"}, h("div", {class: "agent-title"}, h("h1", null, name))),
            h(Panel, {title: `On ${agents.length} nodes`}, h(Twins, {agents})));
    }
}

class OneAgent extends Watching {
    state = {detail: null, problem: null, past: [], open: null};

    mounted() {
        this.timer = setInterval(() => this.setState({}), 1000);
        this.load();
        if (here().params.get("show") === "logs") requestAnimationFrame(() => document.getElementById("logs")?.scrollIntoView());
    }

    unmounted() {
        clearInterval(this.timer);
    }

    /** The store asks for the dependencies again after everything that may have changed more than states. */
    componentDidUpdate() {
        if (store.dependencies !== this.seen) this.load();
    }

    async load() {
        this.seen = store.dependencies;
        const name = encodeURIComponent(this.props.name);
        const node = nodeQuery(this.props.node);
        try {
            this.setState({detail: await get(`/api/agents/${name}${node && `?${node}`}`), problem: null});
            this.setState({past: (await get(`/api/events?agent=${name}&last=${EVENTS}${node && `&${node}`}`)).events});
        } catch (failure) {
            this.setState({problem: failure.message});
        }
    }

    /** What was asked for once, and what the page was told since. */
    events() {
        const {name, node} = this.props;
        const newest = this.state.past.at(-1)?.seq ?? 0;
        if (this.merged?.past === this.state.past && this.merged.revision === store.eventRevision) return this.merged.events;
        const later = store.events.filter((event) => event.agent === name && (node === null || event.node === node) && event.seq > newest);
        this.merged = {past: this.state.past, revision: store.eventRevision, events: this.state.past.concat(later).slice(-EVENTS)};
        return this.merged.events;
    }

    toggle = (event) => this.setState(({open}) => ({open: open && idOf(open) === idOf(event) ? null : event}));

    render({name, node}, {detail, problem, open}) {
        const agent = store.agents.get(keyOf(name, node ?? store.self())) ?? detail;
        if (!agent) {
            return h("section", {class: "view view-agent", "aria-label": name}, problem || store.loaded
                ? h(Empty, {title: node === null ? `${name} is not here.` : `${name} is not on ${node}.`}, problem ?? "No agent has this name.", " ", h("a", {href: address("agents")}, "All agents"))
                : h("p", {class: "quiet"}, "Asking…"));
        }
        const events = this.events();
        const silence = silenceOf(agent.node);
        const twins = store.nodes.isCluster ? store.called(name).filter((each) => each.node !== agent.node) : [];
        return h("section", {class: "view view-agent", "aria-label": name, tabIndex: 0},
            h("header", {class: "agent-head"},
                h("div", {class: "agent-title"}, h("h1", null, name), store.nodes.isCluster && h("a", {class: "badge", href: address("agents", null, {node: agent.node}), title: `All agents on ${agent.node}`}, `on ${agent.node}`),
                    h(State, {agent}), agent.vital && h("span", {class: "badge"}, "vital"), h(Progress, {progress: store.progress.get(agent.key), name})),
                h(AgentButtons, {agent}),
                silence && h("p", {class: "agent-reason tone-warn"}, `${silence}. What you see is as it was last heard.`),
                agent.reason && h("p", {class: "agent-reason"}, agent.reason)),
            h("div", {class: "panels"},
                h("div", {class: "panel-column"},
                    h(Facts, {agent}),
                    h(Panel, {title: "Depends on"}, h(Neighbours, {names: Object.keys(detail?.dependencies ?? {}), node: agent.node, conditions: detail?.dependencies, none: "Nothing."})),
                    h(Panel, {title: "Needed by"}, h(Neighbours, {names: detail?.dependents ?? [], node: agent.node, none: "Nobody."})),
                    twins.length > 0 && h(Panel, {title: "Also on"}, h(Twins, {agents: twins})),
                    h(Panel, {title: "Config"}, h(Config, {config: agent.config}))),
                h("div", {class: "panel-column panel-wide"},
                    h(Panel, {title: "States"}, h(Timeline, {events})),
                    h(Panel, {title: "Events", hint: h("a", {href: address("events", null, {agent: name, node})}, "In the event log")}, events.length === 0 ? h("p", {class: "quiet"}, "None are remembered.")
                        : h(VirtualRows, {
                            count: events.length, height: EVENT, headerHeight: 30, label: `Events of ${name}`, columns: 4, className: "event-table is-of-one", isStuckToEnd: true, header: eventHeader(true),
                            row: (index) => h(EventRow, {key: idOf(events[index]), event: events[index], index, isOpen: open !== null && idOf(open) === idOf(events[index]), onOpen: this.toggle, isOfOneAgent: true}),
                        }), open && h(EventDetail, {event: open, onClose: () => this.setState({open: null})})),
                    h(Logs, {name, node}))));
    }
}

const Panel = ({title, hint, id, children}) => h("section", {class: "panel", id, "aria-label": title},
    h("div", {class: "panel-head"}, h("h2", null, title), hint), children);

const nodeQuery = (node) => (node === null ? "" : `node=${encodeURIComponent(node)}`);

/** The same agent on several nodes. */
const Twins = ({agents}) => h("ul", {class: "neighbours"}, agents.map((agent) =>
    h("li", {key: agent.key}, h("a", {href: pageOf(agent)}, agent.node), h("span", {class: "quiet"}, howSilent(agent.node)), h(State, {agent}))));

const Facts = ({agent}) => {
    const usage = store.usage.get(agent.key);
    const rows = [
        ["Class", agent.class_name], ["Group", agent.group], ["Node", agent.node], ["Uptime", duration(store.uptime(agent))], ["Restarts", String(agent.restarts)],
        ["Incarnation", String(agent.incarnation)], ["Process", agent.pid == null ? "" : String(agent.pid)], ["CPU", percent(usage?.cpu_percent)], ["Memory", megabytes(usage?.memory_mb)],
        ["Threads", usage?.threads == null ? "" : String(usage.threads)], ["Cycles", usage?.cycles == null ? "" : usage.cycles.toLocaleString()],
        ["Last ended in", agent.termination_status],
    ];
    return h(Panel, {title: "Facts"}, h("dl", {class: "facts"}, rows.filter(([, value]) => value).map(([key, value]) => h("div", {key}, h("dt", null, key), h("dd", null, value))),
        usage?.last_cycle_ms != null && h("div", null, h("dt", null, "Cycle time"), h("dd", {class: "cycle"}, h(Spark, {values: store.cycles.get(agent.key), label: "Latest cycle times"}), millis(usage.last_cycle_ms)))));
};

const Neighbours = ({names, node, conditions, none}) => (names.length === 0 ? h("p", {class: "quiet"}, none) : h("ul", {class: "neighbours"}, names.map((name) => {
    const agent = store.agents.get(keyOf(name, node));
    return h("li", {key: name}, h("a", {href: pageOf({agent_name: name, node})}, name), conditions && h("span", {class: "quiet"}, conditions[name]), agent && h(State, {agent}));
})));

const Config = ({config}) => {
    const entries = Object.entries(config ?? {});
    if (entries.length === 0) return h("p", {class: "quiet"}, "None.");
    return h("dl", {class: "facts config"}, entries.map(([key, value]) => h("div", {key}, h("dt", null, key),
        h("dd", null, typeof value === "object" && value !== null ? h("pre", {tabIndex: 0}, JSON.stringify(value, null, 2)) : value === "***" ? h("span", {class: "quiet", title: "Hidden, as it looks like a secret"}, "•••") : String(value)))));
};

class Logs extends Watching {
    rows = createRef();
    state = {lines: [], query: "", how: "Asking…", isAway: false, isPaused: false, missed: 0};

    mounted() {
        this.follow();
    }

    unmounted() {
        this.live?.close();
        clearTimeout(this.flush);
    }

    follow() {
        this.live?.close();
        const node = nodeQuery(this.props.node);
        this.live = new Live(`/api/agents/${encodeURIComponent(this.props.name)}/logs?last=1000&follow=true${node && `&${node}`}`, {
            open: () => this.setState({how: null, problem: null}),
            frames: (frames) => this.take(frames),
            lost: ({reason}) => this.setState({how: `Not following: ${reason}.`}),
            refused: (problem) => this.setState({how: null, problem: problem.message}),
        });
    }

    take(frames) {
        this.waiting ??= [];
        for (const frame of frames) {
            const data = JSON.parse(frame.data);
            if (frame.event === "gap") this.waiting.push({seq: `gap ${data.from}`, level: "WARN", timestamp: null, text: `${data.from == null ? "Lines" : `Lines ${data.from} to ${data.to}`} are missing: ${data.reason}`});
            else if (frame.event === "message") this.waiting.push(data);
        }
        this.flush ||= setTimeout(() => {
            this.flush = 0;
            const fresh = this.waiting;
            this.waiting = [];
            if (this.state.frozen) this.setState(({missed}) => ({missed: missed + fresh.length}));
            this.setState(({lines}) => ({lines: lines.concat(fresh).slice(-LINES)}));
        }, 80);
    }

    render({name}, {lines, query, how, problem, isAway, frozen, missed}) {
        const words = query.toLowerCase();
        const source = frozen ?? lines;
        const shown = words === "" ? source : source.filter((line) => line.text.toLowerCase().includes(words));
        return h("section", {class: "panel panel-logs", id: "logs", "aria-label": "Logs"},
            h("div", {class: "panel-head"}, h("h2", null, "Logs"),
                h("label", {class: "search"}, icon("search"), h("input", {type: "search", placeholder: "Find in logs", "aria-label": "Find in logs", value: query, spellcheck: false, onInput: (event) => this.setState({query: event.target.value})})),
                h("button", {type: "button", class: "button", "aria-pressed": frozen ? "true" : "false", onClick: () => this.setState({frozen: frozen ? null : lines, missed: 0})}, frozen ? (missed > 0 ? `Resume (${missed.toLocaleString()} new)` : "Resume") : "Pause")),
            problem ? h("div", {class: "quiet", role: "status"}, h("p", null, `No logs: ${problem}`), h("button", {type: "button", class: "button", onClick: () => this.follow()}, "Try again"))
                : shown.length === 0 ? h("p", {class: "quiet", role: "status"}, how ?? (query ? "No line has this." : "It has written nothing yet; lines show up here as they come."))
                    : h("div", {class: "log-frame"},
                        h(VirtualRows, {
                            ref: this.rows, count: shown.length, height: LINE, role: "log", label: `Logs of ${name}, ${count(shown.length, "line")}`, className: "log-lines", isStuckToEnd: !frozen,
                            onScrolledAway: (away) => this.setState({isAway: away}),
                            row: (index) => h(Line, {key: `${shown[index].agent ?? ""} ${shown[index].node ?? ""} ${shown[index].seq}`, line: shown[index], index}),
                        }),
                        how && h("p", {class: "quiet", role: "status"}, how),
                        isAway && !frozen && h("button", {type: "button", class: "button to-end", onClick: () => this.rows.current.toEnd()}, icon("down"), "Newest")));
    }
}

const Line = ({line, index}) => h("div", {class: `row log-line tone-row-${line.stream === "stderr" ? "warn" : LEVEL_TONE[line.level] ?? "rest"}`, style: rowStyle(index, LINE), title: line.text},
    h("span", {class: "quiet number"}, line.timestamp ? time(line.timestamp) : ""),
    h("span", {class: `log-level tone-${line.stream === "stderr" ? "warn" : LEVEL_TONE[line.level] ?? "rest"}`}, line.level || line.stream), h("span", {class: "log-text"}, line.text));
