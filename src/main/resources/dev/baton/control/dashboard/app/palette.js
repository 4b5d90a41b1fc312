// Every command by its name: Ctrl-K, a few letters, Enter.

import {Component, createRef, h} from "./lib/preact.js";
import {isPossible, reload, showCommands, showEventCounts, showStatus, shutDown, steer} from "./actions.js";
import {called, pageOf} from "./parts.js";
import {address, go} from "./router.js";
import {kindOf, VERBS} from "./states.js";
import {hasToken, logOut} from "./session.js";
import {store} from "./store.js";

const SHOWN = 12;
const LETTERS_FOR_AGENTS = 1;

const place = (label, hint, to) => ({label, hint, run: () => go(to)});

function general() {
    // In a cluster each node has these of its own.
    const ofAlone = (command, entry) => (store.may(command) && !store.nodes.isCluster ? [entry] : []);
    return [
        place("Agents", "ps", address("agents")),
        place("Dependency graph", "dependencies", address("graph")),
        place("Events", "history", address("events")),
        place("Charts", "stats", address("charts")),
        ...(store.nodes.isCluster ? [place("Nodes", "map", address("nodes"))] : []),
        {label: store.nodes.isCluster ? "Show this cluster" : "Show this Baton", hint: "status", run: showStatus},
        {label: "Count events", hint: "history-stats", run: showEventCounts},
        {label: "List commands", hint: "commands", run: showCommands},
        ...ofAlone("reload", {label: "Reload the config…", hint: "reload", run: () => reload()}),
        ...ofAlone("shutdown", {label: "Shut down…", hint: "shutdown", run: () => shutDown()}),
        ...(hasToken() ? [{label: "Log out", hint: "", run: () => { logOut(); location.reload(); }}] : []),
    ];
}

function ofAgent(agent) {
    const name = called(agent);
    return [
        {...place(name, "open", pageOf(agent)), agent},
        {...place(`logs ${name}`, "logs", pageOf(agent, {show: "logs"})), agent},
        {...place(`history ${name}`, "history", address("events", null, {agent: agent.agent_name, node: store.nodes.isCluster ? agent.node : null})), agent},
        ...VERBS.filter((verb) => store.may(verb) && isPossible(verb, agent))
            .map((verb) => ({label: `${verb} ${name}`, hint: verb, agent, run: () => steer(verb, [agent])})),
    ];
}

function ofNode({node, state}) {
    const may = (command, entry) => (state === "up" && store.may(command) ? [entry] : []);
    return [
        place(`node ${node}`, "agents", address("agents", null, {node})),
        place(`graph of ${node}`, "dependencies", address("graph", null, {node})),
        place(`history of ${node}`, "history", address("events", null, {node})),
        ...may("reload", {label: `Reload the config of ${node}…`, hint: "reload", run: () => reload(node)}),
        ...may("shutdown", {label: `Shut ${node} down…`, hint: "shutdown", run: () => shutDown(node)}),
    ];
}

/** All words of what was typed must occur; what begins with it comes first. */
function found(query) {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (entry) => {
        const text = `${entry.label} ${entry.hint}`.toLowerCase();
        return words.every((word) => text.includes(word));
    };
    const entries = general().filter(fits);
    if (query.trim().length < LETTERS_FOR_AGENTS) return entries;
    entries.push(...store.nodes.list().flatMap(ofNode).filter(fits));
    for (const agent of store.list) {
        const name = called(agent).toLowerCase();
        if (!words.some((word) => name.includes(word))) continue;
        entries.push(...ofAgent(agent).filter(fits));
        if (entries.length > SHOWN * 20) break;
    }
    const start = words.join(" ");
    return entries.sort((a, b) => Number(b.label.toLowerCase().startsWith(start)) - Number(a.label.toLowerCase().startsWith(start))).slice(0, SHOWN);
}

export class Palette extends Component {
    dialog = createRef();
    state = {query: "", at: 0};

    componentDidMount() {
        this.dialog.current.showModal();
    }

    choose(entry) {
        this.dialog.current.close();
        entry?.run();
    }

    pressed = (event, entries) => {
        const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
        if (step) {
            event.preventDefault();
            this.setState(({at}) => ({at: (at + step + entries.length) % Math.max(1, entries.length)}));
        } else if (event.key === "Enter") {
            event.preventDefault();
            this.choose(entries[this.state.at]);
        }
    };

    render({onClose}, {query, at}) {
        const entries = found(query);
        return h("dialog", {
            ref: this.dialog, class: "palette", "aria-label": "Commands", onClose,
            onClick: (event) => event.target === this.dialog.current && this.dialog.current.close(),
        },
        h("input", {
            class: "palette-input", type: "text", placeholder: "A command, an agent…", role: "combobox", "aria-label": "Command",
            "aria-expanded": "true", "aria-controls": "palette-list", "aria-autocomplete": "list", autocomplete: "off", spellcheck: false,
            "aria-activedescendant": entries[at] ? `palette-${at}` : undefined, autofocus: true, value: query,
            onInput: (event) => this.setState({query: event.target.value, at: 0}), onKeyDown: (event) => this.pressed(event, entries),
        }),
        h("ul", {id: "palette-list", role: "listbox", "aria-label": "Commands"}, entries.map((entry, i) =>
            h("li", {
                key: entry.label, id: `palette-${i}`, role: "option", "aria-selected": i === at ? "true" : "false",
                onClick: () => this.choose(entry), onMouseMove: () => at !== i && this.setState({at: i}),
            },
            h("span", {class: "palette-label"}, entry.label),
            entry.agent && h("span", {class: `tone-${kindOf(entry.agent).tone}`}, kindOf(entry.agent).label),
            h("code", null, entry.hint)))),
        entries.length === 0 && h("p", {class: "palette-none"}, "Nothing is called that."));
    }
}
