// What the page knows. Views read it and are told, at most once a frame and ten times a second, that something has changed.

import {get, hasToken, Problem} from "./session.js";
import {Live} from "./live.js";
import {pastSamples} from "./past.js";
import {Refresher} from "./refresh.js";
import {after, groupOf, isLooking, isSteering, MOVES} from "./states.js";

const MOST_EVENTS = 5_000;
const MOST_CYCLES = 32;
const SAMPLE_MS = 5_000;
const SAMPLES = 3_600_000 / SAMPLE_MS;
const STATS_MS = 3_000;
const HIDDEN_FACTOR = 5;
const CHANGE_MS = 100;
const RESYNC_MS = 60_000;
const ASK_MS = 5_000; // where events may not be seen
const SAMPLES_KEY = "baton.samples";

class Store {
    agents = new Map();
    list = []; // the same, in the order of registration; a new array whenever one row is new
    usage = new Map();
    own = null; // what the orchestrator itself uses
    cycles = new Map();
    progress = new Map();
    events = [];
    dependencies = {};
    dependents = new Map();
    status = null;
    catalogue = [];
    allowed = new Set();
    connection = {state: "connecting"};
    locked = null; // the sentence that asks for a token
    loaded = false;
    samples = [];
    pending = new Set(); // "verb name" of what is under way
    eventRevision = 0;
    listeners = new Set();
    eventsSinceSample = 0;
    started = null;

    subscribe(listener) {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    }

    changed() {
        if (this.due) return;
        const wait = Math.max(0, CHANGE_MS - (performance.now() - (this.toldAt ?? 0)));
        this.due = setTimeout(() => {
            this.due = 0;
            this.toldAt = performance.now();
            this.listeners.forEach((listener) => listener());
        }, wait);
    }

    isAnswered() {
        return this.connection.state === "live" || this.connection.state === "refused";
    }

    may(command) {
        return this.allowed.has(command);
    }

    /** Begins to follow. Called again after a log-in. */
    connect() {
        this.disconnect();
        this.locked = null;
        this.connection = {state: "connecting"};
        this.refresher = new Refresher(this);
        this.stream = new Live("/api/events/stream?last=1000", {
            open: () => this.opened(),
            frames: (frames) => this.take(frames),
            lost: (how) => this.lost(how),
            refused: (problem) => this.refused(problem),
        });
        this.timers = [setInterval(() => this.sample(), SAMPLE_MS), setInterval(() => this.refresher.touchAll(), RESYNC_MS)];
        this.pollStats();
        this.changed();
    }

    disconnect() {
        this.stream?.close();
        this.refresher?.close();
        this.timers?.forEach(clearInterval);
        clearTimeout(this.statsTimer);
    }

    lock(problem) {
        this.disconnect();
        this.locked = {detail: problem.message, wasWrong: hasToken()};
        this.changed();
    }

    opened() {
        this.connection = {state: "live"};
        this.refresher.touchAll();
        this.loadCatalogue();
        this.loadRest();
        this.changed();
    }

    lost({reason, retryAt}) {
        if (this.connection.state !== "lost") this.lostAt = Date.now();
        this.connection = {state: "lost", reason, retryAt, since: this.lostAt};
        this.changed();
    }

    refused(problem) {
        if (problem.status === 401) return; // the session asks for a token
        this.connection = {state: "refused", reason: problem.message};
        this.timers.push(setInterval(() => this.refresher.touchAll(), ASK_MS));
        this.refresher.touchAll();
        this.loadCatalogue();
        this.loadRest();
        this.changed();
    }

    async loadCatalogue() {
        await this.quietly(async () => {
            this.catalogue = (await get("/api/commands")).commands;
            this.allowed = new Set(this.catalogue.filter((each) => each.allowed).map((each) => each.name));
        });
    }

    /** What rarely changes: the orchestrator, and who depends on whom. */
    async loadRest() {
        await this.quietly(async () => { this.status = await get("/api/status"); });
        await this.quietly(async () => {
            this.dependencies = (await get("/api/dependencies")).dependencies;
            this.dependents = new Map();
            for (const [name, targets] of Object.entries(this.dependencies)) {
                for (const target of targets) {
                    if (!this.dependents.has(target)) this.dependents.set(target, []);
                    this.dependents.get(target).push(name);
                }
            }
        });
    }

    /** Not allowed, or nobody there: the page shows what it has, and the connection says the rest. */
    async quietly(task) {
        try {
            await task();
            this.changed();
        } catch (failure) {
            if (!(failure instanceof Problem)) throw failure;
        }
    }

    // ------------------------------------------------------------------ events

    take(frames) {
        const fresh = [];
        for (const frame of frames) {
            const data = JSON.parse(frame.data);
            if (frame.event === "hello") this.hello(data);
            else if (frame.event === "gap") this.gap(data);
            else if (frame.event === "message") fresh.push(data);
        }
        if (fresh.length === 0) return;
        let isMoved = false;
        for (const event of fresh) isMoved = this.note(event) || isMoved;
        this.keep(fresh);
        if (isMoved) this.list = [...this.agents.values()];
        this.changed();
    }

    hello({started, newest_seq: newest}) {
        if (this.started === null) this.recallSamples(started);
        if (this.started !== null && this.started !== started) {
            this.events = [];
            this.progress.clear();
            this.cycles.clear();
            this.eventRevision++;
        }
        this.started = started;
        this.presentUpTo = newest;
    }

    gap({from, to, reason}) {
        this.keep([{
            seq: to ?? from, timestamp: new Date().toISOString(), category: "gap", event_name: "GAP", agent: null,
            severity: "WARN", incarnation: 0, node: "", data: {from, to, reason},
        }]);
        this.refresher.touchAll();
    }

    keep(fresh) {
        this.events = this.events.concat(fresh);
        if (this.events.length > MOST_EVENTS) this.events = this.events.slice(-MOST_EVENTS);
        this.eventRevision++;
    }

    /** Whether a row has changed by it. */
    note(event) {
        const isLive = event.seq > this.presentUpTo;
        if (isLive && !isLooking(event)) this.eventsSinceSample++;
        if (event.category === "command") {
            if (isLive && isSteering(event)) {
                this.refresher.touchAll();
                this.loadRest();
            }
            return false;
        }
        if (event.category !== "agent" || event.agent === null) {
            if (isLive) this.loadRest();
            return false;
        }
        if (event.event_name === "AGENT_PROGRESS" && typeof event.data === "object") {
            this.progress.set(event.agent, event.data);
        } else if (event.event_name === "AGENT_STARTED") {
            this.progress.delete(event.agent);
        }
        return isLive && this.move(event);
    }

    move(event) {
        if (event.event_name === "AGENT_REGISTERED") {
            this.refresher.touchAll();
            this.loadRest();
            return false;
        }
        if (!MOVES.has(event.event_name)) return false;
        this.refresher.touch(event.agent);
        const known = this.agents.get(event.agent);
        if (!known) return false;
        const moved = after(known, event);
        if (moved === known) return false;
        this.agents.set(event.agent, {...moved, at: Date.now()});
        return true;
    }

    // ------------------------------------------------------------------ rows

    replaceAgents(answer) {
        const at = Date.now();
        this.agents = new Map(answer.agents.map((agent) => [agent.agent_name, {...agent, at}]));
        this.rowsChanged(answer);
    }

    mergeAgents(answer) {
        const at = Date.now();
        for (const agent of answer.agents) this.agents.set(agent.agent_name, {...agent, at});
        this.rowsChanged(answer);
    }

    rowsChanged(answer) {
        this.list = [...this.agents.values()];
        this.slots = {running: answer.running_count, most: answer.max_workers, waiting: answer.waiting_count};
        this.loaded = true;
        this.changed();
    }

    /** Seconds an agent has been running, as of now. */
    uptime(agent) {
        if (agent.uptime == null) return null;
        return agent.uptime + (this.connection.state === "lost" ? 0 : (Date.now() - agent.at) / 1000);
    }

    // ------------------------------------------------------------------ numbers

    async pollStats() {
        const began = performance.now();
        if (this.isAnswered() && this.may("stats")) {
            await this.quietly(async () => this.takeStats(await get("/api/stats")));
        }
        const took = performance.now() - began;
        const pause = Math.max(STATS_MS * (document.hidden ? HIDDEN_FACTOR : 1), took * 5);
        clearTimeout(this.statsTimer);
        this.statsTimer = setTimeout(() => this.pollStats(), this.own === null ? 500 : pause);
    }

    takeStats({agents, orchestrator}) {
        const usage = new Map();
        for (const row of agents) {
            const before = this.usage.get(row.agent_name);
            usage.set(row.agent_name, row);
            if (row.last_cycle_ms == null || (before && before.cycles === row.cycles)) continue;
            const known = this.cycles.get(row.agent_name) ?? [];
            this.cycles.set(row.agent_name, [...known.slice(1 - MOST_CYCLES), row.last_cycle_ms]);
        }
        this.usage = usage;
        this.own = orchestrator;
    }

    /** What the page has seen outlives a reload, but not another Baton's start. */
    recallSamples(started) {
        try {
            const kept = JSON.parse(sessionStorage.getItem(SAMPLES_KEY) ?? "null");
            const since = Date.now() / 1000 - SAMPLES * (SAMPLE_MS / 1000);
            if (kept?.started === started) this.samples = kept.samples.filter((sample) => sample.at > since).concat(this.samples);
        } catch {
            // Without storage, or with something else in it: the charts begin now.
        }
    }

    /** Once: what the events tell of the time before the first sample. */
    beginWithPast() {
        if (this.hasPast) return;
        this.hasPast = true;
        const now = Date.now() / 1000;
        const step = SAMPLE_MS / 1000;
        const known = this.events.filter((event) => event.seq <= this.presentUpTo);
        this.samples = pastSamples(known, this.list, now - SAMPLES * step, this.samples[0]?.at ?? now, step).concat(this.samples);
    }

    keepSamples() {
        try {
            sessionStorage.setItem(SAMPLES_KEY, JSON.stringify({started: this.started, samples: this.samples}));
        } catch {
            // Without storage the charts begin anew.
        }
    }

    sample() {
        if (!this.loaded || !this.isAnswered()) return;
        this.beginWithPast();
        const counts = {running: 0, queued: 0, failed: 0};
        for (const agent of this.list) {
            const group = groupOf(agent);
            if (group) counts[group]++;
        }
        let cpu = this.own?.cpu_percent ?? null;
        let memory = this.own?.memory_mb ?? null;
        for (const row of this.usage.values()) {
            if (row.pid === this.own?.pid) continue; // counted in the orchestrator's own
            if (row.cpu_percent != null) cpu = (cpu ?? 0) + row.cpu_percent;
            if (row.memory_mb != null) memory = (memory ?? 0) + row.memory_mb;
        }
        const now = Date.now();
        const seconds = (now - (this.sampledAt ?? now - SAMPLE_MS)) / 1000;
        this.sampledAt = now;
        this.samples.push({at: now / 1000, ...counts, rate: this.eventsSinceSample / seconds, cpu, memory});
        this.eventsSinceSample = 0;
        if (this.samples.length > SAMPLES) this.samples.shift();
        this.changed();
    }
}

export const store = new Store();
