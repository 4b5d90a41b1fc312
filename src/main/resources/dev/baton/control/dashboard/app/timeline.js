// The states of one agent over time, worked out from its events.

import {h} from "./lib/preact.js";
import {duration, time} from "./format.js";
import {mark} from "./icons.js";
import {kinds} from "./states.js";

const ENDED = {SUCCESS: "succeeded", WARNING: "warned", ERROR: "failed", CRITICAL: "failed", SKIPPED: "skipped"};
const ENTERS = {
    AGENT_REGISTERED: "registered", AGENT_QUEUED: "queued", AGENT_STARTED: "starting", AGENT_READY: "running", AGENT_PAUSED: "paused",
    AGENT_RESUMED: "running", AGENT_BACKOFF: "backoff", AGENT_CRASH_LOOP: "crash-loop", AGENT_STOPPING: "stopping", AGENT_STUCK: "stuck",
};
const SHOWN = 60;

/** Spans {kind, from, to, reason}, oldest first; the last one lasts until now. */
export function spans(events, now = Date.now()) {
    const found = [];
    for (const event of events) {
        const data = typeof event.data === "object" && event.data !== null ? event.data : {};
        const id = event.event_name === "AGENT_TERMINATED" ? ENDED[data.status] ?? "ended" : ENTERS[event.event_name];
        if (!id) continue;
        const at = Date.parse(event.timestamp);
        const last = found.at(-1);
        if (last) last.to = at;
        if (last?.kind.id === id) last.to = now;
        else found.push({kind: kinds.get(id), from: at, to: now, reason: String(data.reason ?? data.error ?? "")});
    }
    return found.slice(-SHOWN);
}

export const Timeline = ({events}) => {
    const all = spans(events);
    if (all.length === 0) return h("p", {class: "quiet"}, "Nothing is remembered of its states.");
    const from = all[0].from;
    const length = Math.max(1, all.at(-1).to - from);
    return h("div", {class: "timeline"},
        h("div", {class: "timeline-band", role: "img", "aria-label": `States since ${time(all[0].from)}`}, all.map((span, i) =>
            h("span", {
                key: `${span.from} ${i}`, class: `fill-${span.kind.tone}`, style: {flexGrow: Math.max(span.to - span.from, length / 400)},
                title: `${span.kind.label} for ${duration((span.to - span.from) / 1000)}${span.reason ? `: ${span.reason}` : ""}`,
            }))),
        h("div", {class: "timeline-ends"}, h("span", null, time(from)), h("span", null, "now")),
        h("ol", {class: "timeline-list"}, all.slice(-6).reverse().map((span) =>
            h("li", {key: span.from}, h("span", {class: "quiet number"}, time(span.from)),
                h("span", {class: `state tone-${span.kind.tone}`}, mark(span.kind.mark), span.kind.label),
                h("span", {class: "quiet number"}, duration((span.to - span.from) / 1000)), h("span", {class: "clip", title: span.reason}, span.reason)))));
};
