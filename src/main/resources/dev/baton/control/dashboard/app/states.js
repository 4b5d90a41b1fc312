// What the states of an agent are called, what they look like, and what may be done in them.

/** In the order in which they are listed: what needs somebody first. The mark, of icons.js, tells them apart without colour. */
const KINDS = [
    ["failed", "Failed", "bad", "cross"],
    ["crash-loop", "Crash loop", "bad", "cross"],
    ["stuck", "Stuck", "bad", "alarm"],
    ["backoff", "Back-off", "warn", "again"],
    ["warned", "Ended, warning", "warn", "tick"],
    ["running", "Running", "run", "disc"],
    ["starting", "Starting", "busy", "half"],
    ["stopping", "Stopping", "busy", "half"],
    ["paused", "Paused", "hold", "bars"],
    ["queued", "Queued", "wait", "ring"],
    ["waiting", "Waiting", "wait", "dots"],
    ["skipped", "Skipped", "rest", "dash"],
    ["succeeded", "Succeeded", "rest", "tick"],
    ["ended", "Ended", "rest", "square"],
    ["registered", "Registered", "rest", "dot"],
].map(([id, label, tone, mark], rank) => ({id, label, tone, mark, rank}));

export const kinds = new Map(KINDS.map((kind) => [kind.id, kind]));

const ENDED = {SUCCESS: "succeeded", WARNING: "warned", ERROR: "failed", CRITICAL: "failed", SKIPPED: "skipped"};
const LIVING = {
    REGISTERED: "registered", WAITING: "waiting", QUEUED: "queued", STARTING: "starting", RUNNING: "running",
    PAUSED: "paused", STOPPING: "stopping", STUCK: "stuck", BACKOFF: "backoff", CRASH_LOOP: "crash-loop",
};

/** The kind that an agent's row shows. */
export function kindOf(agent) {
    const id = agent.lifecycle_state === "TERMINATED"
        ? ENDED[agent.termination_status] ?? "ended"
        : LIVING[agent.lifecycle_state] ?? "registered";
    return kinds.get(id);
}

export const TROUBLE = new Set(["failed", "crash-loop", "stuck", "backoff"]);

/** Which line of the charts an agent counts for: running, queued, failed, or null. */
export function groupOf(agent) {
    const {id, tone} = kindOf(agent);
    if (TROUBLE.has(id)) return "failed";
    return tone === "wait" ? "queued" : ["run", "busy", "hold"].includes(tone) ? "running" : null;
}

/** The state an agent is in after an event, so that the page needn't wait for the answer to its question. */
const AFTER = {
    AGENT_STARTED: "STARTING", AGENT_READY: "RUNNING", AGENT_PAUSED: "PAUSED", AGENT_RESUMED: "RUNNING",
    AGENT_BACKOFF: "BACKOFF", AGENT_CRASH_LOOP: "CRASH_LOOP", AGENT_STOPPING: "STOPPING", AGENT_STUCK: "STUCK",
    AGENT_TERMINATED: "TERMINATED",
};

const HOLDS_SLOT = new Set(["STARTING", "RUNNING", "PAUSED", "STOPPING", "STUCK"]);

export function after(agent, event) {
    const state = AFTER[event.event_name];
    if (!state || event.incarnation < agent.incarnation) return agent;
    const data = typeof event.data === "object" && event.data !== null ? event.data : {};
    const ended = state === "TERMINATED";
    return {
        ...agent,
        lifecycle_state: state,
        incarnation: Math.max(agent.incarnation, event.incarnation),
        termination_status: ended ? data.status ?? agent.termination_status : null,
        reason: String(data.reason ?? data.error ?? ""),
        uptime: HOLDS_SLOT.has(state) ? agent.uptime ?? 0 : null,
    };
}

/** Events after which an agent's row must be asked for again. */
export const MOVES = new Set([
    "AGENT_QUEUED", "AGENT_STARTED", "AGENT_READY", "AGENT_UNHEALTHY", "AGENT_HEALTHY", "AGENT_PAUSED", "AGENT_RESUMED",
    "AGENT_ERROR", "AGENT_TIMEOUT",
    "AGENT_BACKOFF", "AGENT_CRASH_LOOP", "AGENT_STOPPING", "AGENT_STUCK", "AGENT_TERMINATED", "AGENT_FAILED_OVER",
]);

const WHEN = {
    start: new Set(["REGISTERED", "TERMINATED", "CRASH_LOOP", "BACKOFF"]),
    stop: new Set(["WAITING", "QUEUED", "STARTING", "RUNNING", "PAUSED", "STUCK", "BACKOFF"]),
    restart: new Set(["STARTING", "RUNNING", "PAUSED", "BACKOFF", "CRASH_LOOP", "TERMINATED", "STUCK"]),
    pause: new Set(["RUNNING"]),
    resume: new Set(["PAUSED"]),
};

export const VERBS = ["start", "stop", "restart", "pause", "resume"];

/** Whether the verb makes sense in the state an agent is in; `isReached` is whether anybody could tell it. */
export function isSensible(verb, agent, isReached = true) {
    return isReached && WHEN[verb].has(agent.lifecycle_state);
}

const STEERING = new Set(["start", "stop", "restart", "pause", "resume", "reload", "shutdown"]);

/** Which command an event tells of, or null; its data may have been cut to the beginning of their JSON. */
function commandOf({event_name: name, data}) {
    if (name !== "COMMAND_EXECUTED" || data == null) return null;
    return typeof data === "object" ? data.command ?? null : /"command":"([a-z-]+)"/.exec(data)?.[1] ?? null;
}

/** Whether an event tells of a command that may have changed something. */
export const isSteering = (event) => STEERING.has(commandOf(event));

/** Whether it tells only that somebody looked, as this page does all the time. */
export function isLooking(event) {
    const command = commandOf(event);
    return command !== null && event.severity === "INFO" && !STEERING.has(command);
}

export const SEVERITY_TONE = {INFO: "rest", WARN: "warn", ERROR: "bad"};
