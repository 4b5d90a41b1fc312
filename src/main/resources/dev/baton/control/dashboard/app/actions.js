// Steering: from a row, from a page, from the palette, one agent or many. What hurts is asked about first.

import {h} from "./lib/preact.js";
import {confirm, note, show} from "./dialogs.js";
import {count, duration, megabytes, percent} from "./format.js";
import {get, post} from "./session.js";
import {IconButton} from "./parts.js";
import {isSensible, VERBS} from "./states.js";
import {store} from "./store.js";

const DOING = {start: "Starting", stop: "Stopping", restart: "Restarting", pause: "Pausing", resume: "Resuming"};
const NAMED = {start: "Start", stop: "Stop", restart: "Restart", pause: "Pause", resume: "Resume"};
const AT_ONCE = 4; // requests
const LISTED = 8;

function listed(names) {
    return h("ul", null,
        names.slice(0, LISTED).map((name) => h("li", {key: name}, name)),
        names.length > LISTED && h("li", null, `and ${(names.length - LISTED).toLocaleString()} more`));
}

/** Whom it would hurt that these agents end: those who depend on them and run. */
function sufferers(names) {
    const own = new Set(names);
    const found = new Set();
    for (const name of names) {
        for (const each of store.dependents.get(name) ?? []) {
            if (!own.has(each) && store.agents.get(each)?.alive) found.add(each);
        }
    }
    return [...found];
}

function questionOf(verb, names) {
    const hurt = verb === "stop" || verb === "restart" ? sufferers(names) : [];
    const vital = verb === "stop" || verb === "restart" ? names.filter((name) => store.agents.get(name)?.vital) : [];
    return h("div", null,
        names.length > 1 && listed(names),
        verb === "stop" && h("p", null, names.length === 1
            ? "It is asked to end its work and stays stopped until somebody starts it."
            : "They are asked to end their work and stay stopped until somebody starts them."),
        verb === "restart" && h("p", null, "What runs is asked to end its work first, and is then started again."),
        vital.length > 0 && h("p", {class: "tone-bad"}, `Vital: ${vital.join(", ")}. Everything is shut down when one of these fails for good.`),
        hurt.length > 0 && h("div", null, h("p", {class: "tone-warn"}, `${count(hurt.length, "agent that runs depends", "agents that run depend")} on this:`), listed(hurt)));
}

async function isWanted(verb, names) {
    if (verb !== "stop" && verb !== "restart" && names.length === 1) return true;
    return confirm({
        title: names.length === 1 ? `${NAMED[verb]} ${names[0]}?` : `${NAMED[verb]} ${names.length.toLocaleString()} agents?`,
        body: questionOf(verb, names),
        action: NAMED[verb],
        isGrave: verb === "stop",
    });
}

/** Does `verb` to the agents, after asking where it hurts, and says what came of it. */
export async function steer(verb, names) {
    if (names.length === 0 || !(await isWanted(verb, names))) return;
    if (names.length === 1) await steerOne(verb, names[0]);
    else await steerMany(verb, names);
}

async function steerOne(verb, name) {
    const key = `${verb} ${name}`;
    store.pending.add(key);
    store.changed();
    try {
        const {outcomes} = await post(`/api/agents/${encodeURIComponent(name)}/${verb}`);
        for (const outcome of outcomes) tell(verb, outcome);
    } catch (failure) {
        note(`${NAMED[verb]} ${name}: ${failure.message}`, "bad");
    } finally {
        store.pending.delete(key);
        store.refresher.touch(name);
        store.changed();
    }
}

const WENT_WRONG = new Set(["failed", "stuck", "refused"]);

function tell(verb, {agent_name: name, result, reason}) {
    const words = reason ? `${result}: ${reason}` : result;
    note(`${name} ${verb === "resume" && result === "running" ? "goes on" : words}`, WENT_WRONG.has(result) ? "bad" : "run");
}

async function steerMany(verb, names) {
    note(`${DOING[verb]} ${names.length.toLocaleString()} agents…`);
    const left = [...names];
    const failures = [];
    let refused = 0;
    const work = async () => {
        for (let name = left.pop(); name !== undefined; name = left.pop()) {
            try {
                const {outcomes} = await post(`/api/agents/${encodeURIComponent(name)}/${verb}?wait=false`);
                refused += outcomes.filter((each) => WENT_WRONG.has(each.result)).length;
            } catch (failure) {
                failures.push(`${name}: ${failure.message}`);
                if ([0, 401, 403].includes(failure.status)) left.length = 0;
            }
        }
    };
    left.reverse();
    await Promise.all(Array.from({length: AT_ONCE}, work));
    store.refresher.touchAll();
    if (failures.length > 0) note(`${NAMED[verb]}: ${failures.length.toLocaleString()} of ${names.length.toLocaleString()} failed. ${failures[0]}`, "bad");
    else if (refused > 0) note(`${NAMED[verb]}: ${count(refused, "agent")} refused, as they were in no state for it`, "warn");
    else note(`${NAMED[verb]}: told to ${names.length.toLocaleString()} agents`, "run");
}

/** The buttons of one agent; none for those who may not use them. */
export const AgentButtons = ({agent, isRow}) => {
    const name = agent.agent_name;
    if (isRow) return h(RowButtons, {agent});
    const buttons = VERBS.filter((verb) => store.may(verb)).map((verb) => {
        const isPending = store.pending.has(`${verb} ${name}`);
        return h("button", {key: verb, type: "button", class: "button", disabled: isPending || !isSensible(verb, agent), onClick: () => steer(verb, [name])},
            isPending ? `${DOING[verb]}…` : NAMED[verb]);
    });
    return h("div", {class: "buttons"}, buttons);
};

/** What takes the same place in each row; of one place at most one verb is sensible in any state. */
const PLACES = [["start", "pause", "resume"], ["restart"], ["stop"]];

const RowButtons = ({agent}) => h("div", {class: "buttons"}, PLACES.map((verbs, i) => {
    const name = agent.agent_name;
    const isPending = (each) => store.pending.has(`${each} ${name}`);
    const verb = verbs.find((each) => store.may(each) && (isPending(each) || isSensible(each, agent)));
    if (!verb) return h("span", {key: i, class: "button-place"});
    return h(IconButton, {
        key: i, name: verb, label: `${NAMED[verb]} ${name}`, disabled: isPending(verb), className: isPending(verb) ? "is-pending" : "", onClick: () => steer(verb, [name]),
    });
}));

// ---------------------------------------------------------------------- Baton itself

const changesOf = ({changes, needs_restart: later}) => h("div", null,
    changes.length === 0 && h("p", null, "Nothing has changed."),
    h("ul", {class: "plain"}, changes.map((each, i) => h("li", {key: i}, h("b", null, each.action), ` ${each.agent ?? "the orchestrator"}: ${each.reason}`))),
    later.length > 0 && h("p", {class: "tone-warn"}, `Take effect only when Baton starts anew: ${later.join(", ")}`));

export async function reload() {
    try {
        const plan = await post("/api/reload?dry_run=true");
        if (plan.changes.length === 0 && plan.needs_restart.length === 0) {
            note("Reload: nothing in the config has changed");
            return;
        }
        if (!(await confirm({title: "Reload the config?", body: changesOf(plan), action: "Reload"}))) return;
        const done = await post("/api/reload");
        note(`Reloaded: ${count(done.changes.length, "change")}`, "run");
        store.refresher.touchAll();
        store.loadRest();
    } catch (failure) {
        note(`Reload: ${failure.message}`, "bad");
    }
}

export async function shutDown() {
    const running = store.list.filter((agent) => agent.alive).length;
    const isSure = await confirm({
        title: "Shut Baton down?",
        body: h("p", null, `${count(running, "running agent")} will be stopped, dependents first, and then Baton ends. This page can't start it again.`),
        action: "Shut down",
        isGrave: true,
    });
    if (!isSure) return;
    try {
        await post("/api/shutdown");
        note("Shutting down", "warn");
        store.loadRest();
    } catch (failure) {
        note(`Shut down: ${failure.message}`, "bad");
    }
}

const facts = (rows) => h("dl", {class: "facts"}, rows.filter(([, value]) => value !== "" && value != null)
    .map(([key, value]) => h("div", {key}, h("dt", null, key), h("dd", null, value))));

async function showAnswer(title, path, bodyOf) {
    try {
        show({title, body: bodyOf(await get(path))});
    } catch (failure) {
        note(`${title}: ${failure.message}`, "bad");
    }
}

export const showStatus = () => showAnswer("This Baton", "/api/status", (status) => facts([
    ["Name", status.name], ["Node", status.node], ["Version", status.version], ["Up for", duration(status.uptime)],
    ["Run mode", status.run_mode], ["Slots", `${status.running_agents} of ${status.max_workers} in use`],
    ["Waiting", String(status.waiting_agents)], ["Agents", String(status.total_agents)],
    ["Socket", status.command_interface_enabled ? status.command_socket_path : "off"], ["Stuck", status.stuck.join(", ")],
    ["CPU", percent(store.own?.cpu_percent)], ["Memory", megabytes(store.own?.memory_mb)],
]));

export const showEventCounts = () => showAnswer("Events since the start", "/api/events/stats", ({statistics, capacity_info: capacity}) => h("div", null,
    h("p", null, `${capacity.total_events.toLocaleString()} in all; the latest ${capacity.current_size.toLocaleString()} of at most ${capacity.capacity.toLocaleString()} are remembered.`),
    facts(Object.entries(statistics.by_type).sort((a, b) => b[1] - a[1]).map(([type, number]) => [type, number.toLocaleString()]))));

export const showCommands = () => showAnswer("Commands", "/api/commands", ({commands}) => h("table", {class: "plain-table"},
    h("thead", null, h("tr", null, h("th", {scope: "col"}, "Command"), h("th", {scope: "col"}, "What it does"), h("th", {scope: "col"}, "For you"))),
    h("tbody", null, commands.map((each) => h("tr", {key: each.name},
        h("th", {scope: "row"}, h("code", null, each.name)), h("td", null, each.description), h("td", null, each.allowed ? "yes" : "no"))))));
