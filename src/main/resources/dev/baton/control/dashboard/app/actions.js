// Steering: from a row, from a page, from the palette, one agent or many. What hurts is asked about first.

import {h} from "./lib/preact.js";
import {confirm, note, show} from "./dialogs.js";
import {count, duration, megabytes, percent} from "./format.js";
import {get, post} from "./session.js";
import {called, IconButton} from "./parts.js";
import {isSensible, VERBS} from "./states.js";
import {store} from "./store.js";

const DOING = {start: "Starting", stop: "Stopping", restart: "Restarting", pause: "Pausing", resume: "Resuming"};
const NAMED = {start: "Start", stop: "Stop", restart: "Restart", pause: "Pause", resume: "Resume"};
const AT_ONCE = 4; // requests
const LISTED = 8;

function listed(agents) {
    return h("ul", null,
        agents.slice(0, LISTED).map((agent) => h("li", {key: agent.key}, called(agent))),
        agents.length > LISTED && h("li", null, `and ${(agents.length - LISTED).toLocaleString()} more`));
}

/** Whom it would hurt that these agents end: those who depend on them and run. */
function sufferers(agents) {
    const own = new Set(agents.map((agent) => agent.key));
    const found = new Set();
    for (const key of own) {
        for (const each of store.dependents.get(key) ?? []) {
            if (!own.has(each) && store.agents.get(each)?.alive) found.add(store.agents.get(each));
        }
    }
    return [...found];
}

function questionOf(verb, agents) {
    const hurt = verb === "stop" || verb === "restart" ? sufferers(agents) : [];
    const vital = verb === "stop" || verb === "restart" ? agents.filter((agent) => agent.vital).map(called) : [];
    return h("div", null,
        agents.length > 1 && listed(agents),
        verb === "stop" && h("p", null, agents.length === 1
            ? "It is asked to end its work and stays stopped until somebody starts it."
            : "They are asked to end their work and stay stopped until somebody starts them."),
        verb === "restart" && h("p", null, "What runs is asked to end its work first, and is then started again."),
        vital.length > 0 && h("p", {class: "tone-bad"}, `Vital: ${vital.join(", ")}. Everything is shut down when one of these fails for good.`),
        hurt.length > 0 && h("div", null, h("p", {class: "tone-warn"}, `${count(hurt.length, "agent that runs depends", "agents that run depend")} on this:`), listed(hurt)));
}

async function isWanted(verb, agents) {
    if (verb !== "stop" && verb !== "restart" && agents.length === 1) return true;
    return confirm({
        title: agents.length === 1 ? `${NAMED[verb]} ${called(agents[0])}?` : `${NAMED[verb]} ${agents.length.toLocaleString()} agents?`,
        body: questionOf(verb, agents),
        action: NAMED[verb],
        isGrave: verb === "stop",
    });
}

/** Does `verb` to the agents, after asking where it hurts, and says what came of it. */
export async function steer(verb, agents) {
    if (agents.length === 0 || !(await isWanted(verb, agents))) return;
    if (agents.length === 1) await steerOne(verb, agents[0]);
    else await steerMany(verb, agents);
}

/** An address of the interface, for one node where there are several. */
const at = (path, node) => (node && store.nodes.isCluster ? `${path}${path.includes("?") ? "&" : "?"}node=${encodeURIComponent(node)}` : path);

async function steerOne(verb, agent) {
    const name = agent.agent_name;
    const key = `${verb} ${agent.key}`;
    store.pending.add(key);
    store.changed();
    try {
        const {outcomes} = await post(at(`/api/agents/${encodeURIComponent(name)}/${verb}`, agent.node));
        for (const outcome of outcomes) tell(verb, {...outcome, node: agent.node});
    } catch (failure) {
        note(`${NAMED[verb]} ${called(agent)}: ${failure.message}`, "bad");
    } finally {
        store.pending.delete(key);
        store.refresher.touch(name);
        store.changed();
    }
}

const WENT_WRONG = new Set(["failed", "stuck", "refused"]);

function tell(verb, outcome) {
    const {result, reason} = outcome;
    const words = reason ? `${result}: ${reason}` : result;
    note(`${called(outcome)} ${verb === "resume" && result === "running" ? "goes on" : words}`, WENT_WRONG.has(result) ? "bad" : "run");
}

async function steerMany(verb, agents) {
    note(`${DOING[verb]} ${agents.length.toLocaleString()} agents…`);
    const left = [...agents];
    const failures = [];
    let refused = 0;
    const work = async () => {
        for (let agent = left.pop(); agent !== undefined; agent = left.pop()) {
            try {
                const {outcomes} = await post(at(`/api/agents/${encodeURIComponent(agent.agent_name)}/${verb}?wait=false`, agent.node));
                refused += outcomes.filter((each) => WENT_WRONG.has(each.result)).length;
            } catch (failure) {
                failures.push(`${called(agent)}: ${failure.message}`);
                if ([0, 401, 403].includes(failure.status)) left.length = 0;
            }
        }
    };
    left.reverse();
    await Promise.all(Array.from({length: AT_ONCE}, work));
    store.refresher.touchAll();
    if (failures.length > 0) note(`${NAMED[verb]}: ${failures.length.toLocaleString()} of ${agents.length.toLocaleString()} failed. ${failures[0]}`, "bad");
    else if (refused > 0) note(`${NAMED[verb]}: ${count(refused, "agent")} refused, as they were in no state for it`, "warn");
    else note(`${NAMED[verb]}: told to ${agents.length.toLocaleString()} agents`, "run");
}

/** Whether it makes sense to tell an agent so, and its node can be reached. */
export const isPossible = (verb, agent) => isSensible(verb, agent, store.nodes.isReached(agent.node));

/** The buttons of one agent; none for those who may not use them. */
export const AgentButtons = ({agent, isRow}) => {
    if (isRow) return h(RowButtons, {agent});
    const buttons = VERBS.filter((verb) => store.may(verb)).map((verb) => {
        const isPending = store.pending.has(`${verb} ${agent.key}`);
        return h("button", {key: verb, type: "button", class: "button", disabled: isPending || !isPossible(verb, agent), onClick: () => steer(verb, [agent])},
            isPending ? `${DOING[verb]}…` : NAMED[verb]);
    });
    return h("div", {class: "buttons"}, buttons);
};

/** What takes the same place in each row; of one place at most one verb is sensible in any state. */
const PLACES = [["start", "pause", "resume"], ["restart"], ["stop"]];

const RowButtons = ({agent}) => h("div", {class: "buttons"}, PLACES.map((verbs, i) => {
    const isPending = (each) => store.pending.has(`${each} ${agent.key}`);
    const verb = verbs.find((each) => store.may(each) && (isPending(each) || isPossible(each, agent)));
    if (!verb) return h("span", {key: i, class: "button-place"});
    return h(IconButton, {
        key: i, name: verb, label: `${NAMED[verb]} ${called(agent)}`, disabled: isPending(verb), className: isPending(verb) ? "is-pending" : "", onClick: () => steer(verb, [agent]),
    });
}));

// ---------------------------------------------------------------------- Baton itself

const changesOf = ({changes, needs_restart: later}) => h("div", null,
    changes.length === 0 && h("p", null, "Nothing has changed."),
    h("ul", {class: "plain"}, changes.map((each, i) => h("li", {key: i}, h("b", null, each.action), ` ${each.agent ?? "the orchestrator"}: ${each.reason}`))),
    later.length > 0 && h("p", {class: "tone-warn"}, `Take effect only when Baton starts anew: ${later.join(", ")}`));

/** Of this Baton, or of that of a node. */
export async function reload(node = null) {
    const where = node === null ? "" : ` ${node}`;
    try {
        const plan = await post(at("/api/reload?dry_run=true", node));
        if (plan.changes.length === 0 && plan.needs_restart.length === 0) {
            note(`Reload${where}: nothing in the config has changed`);
            return;
        }
        if (!(await confirm({title: node === null ? "Reload the config?" : `Reload the config of ${node}?`, body: changesOf(plan), action: "Reload"}))) return;
        const done = await post(at("/api/reload", node));
        note(`Reloaded${where}: ${count(done.changes.length, "change")}`, "run");
        store.refresher.touchAll();
        store.loadRest(node);
    } catch (failure) {
        note(`Reload${where}: ${failure.message}`, "bad");
    }
}

/** This Baton, or that of a node. */
export async function shutDown(node = null) {
    const where = node === null ? "" : ` ${node}`;
    const running = store.list.filter((agent) => agent.alive && (node === null || agent.node === node)).length;
    const isSure = await confirm({
        title: node === null ? "Shut Baton down?" : `Shut ${node} down?`,
        body: h("p", null, node === null
            ? `${count(running, "running agent")} will be stopped, dependents first, and then Baton ends. This page can't start it again.`
            : `${count(running, "running agent")} on ${node} will be stopped, dependents first, and then its Baton ends and leaves the cluster. This page can't start it again.${store.nodes.get(node)?.self ? " It is the one this page is from." : ""}`),
        action: "Shut down",
        isGrave: true,
    });
    if (!isSure) return;
    try {
        await post(at("/api/shutdown", node));
        note(`Shutting down${where}`, "warn");
        store.loadRest(node);
    } catch (failure) {
        note(`Shut down${where}: ${failure.message}`, "bad");
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

export const showStatus = () => showAnswer(store.nodes.isCluster ? "This cluster" : "This Baton", "/api/status", (status) => facts([
    ["Name", status.name], ["Cluster", status.cluster], [store.nodes.isCluster ? "Asked at" : "Node", status.node], ["Version", status.version], ["Up for", duration(status.uptime)],
    ["Run mode", status.run_mode], ["Slots", `${status.running_agents} of ${status.max_workers} in use`],
    ["Waiting", String(status.waiting_agents)], ["Agents", String(status.total_agents)],
    ["Socket", status.command_interface_enabled ? status.command_socket_path : "off"], ["Stuck", status.stuck.join(", ")],
    ["CPU", percent(store.ownOf(status.node)?.cpu_percent)], ["Memory", megabytes(store.ownOf(status.node)?.memory_mb)],
]));

export const showEventCounts = () => showAnswer("Events since the start", "/api/events/stats", ({statistics, capacity_info: capacity}) => h("div", null,
    h("p", null, `${capacity.total_events.toLocaleString()} in all; the latest ${capacity.current_size.toLocaleString()} of at most ${capacity.capacity.toLocaleString()} are remembered.`),
    facts(Object.entries(statistics.by_type).sort((a, b) => b[1] - a[1]).map(([type, number]) => [type, number.toLocaleString()]))));

export const showCommands = () => showAnswer("Commands", "/api/commands", ({commands}) => h("table", {class: "plain-table"},
    h("thead", null, h("tr", null, h("th", {scope: "col"}, "Command"), h("th", {scope: "col"}, "What it does"), h("th", {scope: "col"}, "For you"))),
    h("tbody", null, commands.map((each) => h("tr", {key: each.name},
        h("th", {scope: "row"}, h("code", null, each.name)), h("td", null, each.description), h("td", null, each.allowed ? "yes" : "no"))))));
