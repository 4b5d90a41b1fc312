// The chart of agents before the page was opened, worked out from the events that are remembered.

import {keyOf} from "./cluster.js";
import {isLooking, groupOf} from "./states.js";

const AFTER = {
    AGENT_REGISTERED: null, AGENT_QUEUED: "queued", AGENT_STARTED: "running", AGENT_READY: "running", AGENT_PAUSED: "running",
    AGENT_RESUMED: "running", AGENT_BACKOFF: "failed", AGENT_CRASH_LOOP: "failed", AGENT_STOPPING: "running",
    AGENT_STUCK: "failed",
};
const BEFORE = {
    AGENT_REGISTERED: null, AGENT_QUEUED: null, AGENT_STARTED: "queued", AGENT_READY: "running", AGENT_PAUSED: "running",
    AGENT_RESUMED: "running", AGENT_BACKOFF: "running", AGENT_CRASH_LOOP: "failed", AGENT_STOPPING: "running",
    AGENT_STUCK: "running", AGENT_TERMINATED: "running",
};

function after({event_name: name, data}) {
    if (name !== "AGENT_TERMINATED") return AFTER[name];
    return data?.status === "ERROR" || data?.status === "CRITICAL" ? "failed" : null;
}

/**
 * Samples as the store takes them, one each `step` seconds from the oldest event on but not before `from`, until `to`. What only
 * a look can tell, CPU and memory, is null in them.
 */
export function pastSamples(events, agents, from, to, step) {
    const dated = events.filter((event) => event.category !== "gap").map((event) => ({event, at: Date.parse(event.timestamp) / 1000}));
    const begin = Math.max(from, dated[0]?.at ?? to);
    const later = dated.filter(({at}) => at >= begin);
    const where = new Map(agents.map((agent) => [keyOf(agent.agent_name, agent.node), groupOf(agent)]));
    for (const {event} of [...later].reverse()) if (event.event_name in BEFORE) where.set(keyOf(event.agent, event.node), BEFORE[event.event_name]);
    const counts = {running: 0, queued: 0, failed: 0};
    for (const group of where.values()) if (group) counts[group]++;
    const samples = [];
    let next = 0;
    for (let at = begin + step; at < to; at += step) {
        let happened = 0;
        for (; next < later.length && later[next].at <= at; next++) {
            const {event} = later[next];
            if (!isLooking(event)) happened++;
            if (!(event.event_name in BEFORE)) continue;
            const key = keyOf(event.agent, event.node);
            const was = where.get(key);
            const is = after(event);
            if (was) counts[was]--;
            if (is) counts[is]++;
            where.set(key, is);
        }
        samples.push({at, ...counts, rate: happened / step, cpu: null, memory: null});
    }
    return samples;
}
