// What the page knows. Views read it and are told, at most once a frame and ten times a second, that something has changed.

import {get, hasToken, Problem} from "./session.js";
import {keyOf, nodeOf, Nodes, ofEach, positionsOf} from "./cluster.js";
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
    agents = new Map(); // by their keys, as are usage, cycles, progress, and who depends on whom
    list = []; // the same, in the order of registration; a new array whenever one row is new
    nodes = new Nodes();
    usage = new Map();
    own = []; // what the orchestrator of each node uses itself
    untold = new Map(); // why nobody knows what the agents of a node use
    cycles = new Map();
    progress = new Map();
    events = [];
    dependencies = {}; // a new object whenever they were asked for
    dependents = new Map();
    status = null;
    catalogue = [];
    allowed = new Set();
    connection = {state: "connecting"};
    locked = null; // the sentence that asks for a token
    loaded = false;
    samples = [];
    pending = new Set(); // "verb key" of what is under way
    presentUpTo = new Map(); // by node
    newestOf = new Map(); // the number of its newest event, by node
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

    /**
     * What rarely changes: the orchestrator, and who depends on whom. However often it is asked for, there is one question at a time.
     * Something has changed on `node`, or who knows where.
     */
    async loadRest(node = null) {
        this.restDue ??= new Set();
        this.restDue.add(node);
        if (this.isLoadingRest) return;
        this.isLoadingRest = true;
        try {
            while (this.restDue) {
                const due = this.restDue;
                this.restDue = null;
                await this.quietly(async () => {
                    this.status = await get("/api/status");
                    this.nodes.take(this.status.nodes, true);
                });
                await this.quietly(() => this.loadDependencies(due));
            }
        } finally {
            this.isLoadingRest = false;
        }
    }

    /** Which node this is, where there is but one. */
    self() {
        return this.status?.node ?? this.list[0]?.node;
    }

    /** An agent depends on others of its own node. What a node does not tell is as it was, unless it has said goodbye. */
    async loadDependencies(due) {
        if (!this.nodes.isCluster) {
            this.isTooEarly = this.self() === undefined;
            if (this.isTooEarly) return; // asked for again with the agents
            this.takeDependencies(new Map([[this.self(), (await get("/api/dependencies")).dependencies]]));
            return;
        }
        const up = this.nodes.inState("up").map(({node}) => node);
        this.takeDependencies(await ofEach(due.has(null) ? up : up.filter((node) => due.has(node)), (node) => this.dependenciesOf(node)));
    }

    takeDependencies(perNode) {
        const found = {};
        for (const [key, targets] of Object.entries(this.dependencies)) {
            const node = nodeOf(key);
            const state = this.nodes.get(node)?.state ?? "gone";
            if (state !== "gone" && !perNode.has(node)) found[key] = targets;
        }
        for (const [node, dependencies] of perNode) {
            for (const [name, targets] of Object.entries(dependencies)) found[keyOf(name, node)] = targets.map((target) => keyOf(target, node));
        }
        this.dependencies = found;
        this.dependents = new Map();
        for (const [key, targets] of Object.entries(found)) {
            for (const target of targets) {
                if (!this.dependents.has(target)) this.dependents.set(target, []);
                this.dependents.get(target).push(key);
            }
        }
    }

    async dependenciesOf(node) {
        try {
            return (await get(`/api/dependencies?node=${encodeURIComponent(node)}`)).dependencies;
        } catch (failure) {
            if (failure instanceof Problem && failure.status !== 403) return undefined;
            throw failure;
        }
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

    hello(hello) {
        const {started} = hello;
        if (this.started === null) this.recallSamples(started);
        if (this.started !== null && this.started !== started) {
            this.events = [];
            this.progress.clear();
            this.cycles.clear();
            this.eventRevision++;
        }
        this.started = started;
        this.presentUpTo = positionsOf(hello);
        this.newestOf = new Map();
    }

    gap({from, to, reason, node = ""}) {
        this.keep([{
            seq: to ?? from ?? 0, timestamp: new Date().toISOString(), category: "gap", event_name: "GAP", agent: null,
            severity: "WARN", incarnation: 0, node, data: {from, to, reason},
        }]);
        this.refresher.touchAll();
    }

    keep(fresh) {
        this.events = this.events.concat(fresh);
        if (this.events.length > MOST_EVENTS) this.events = this.events.slice(-MOST_EVENTS);
        this.eventRevision++;
    }

    /** Whether it has happened since the page began to follow. */
    isLive(event) {
        return event.seq > (this.presentUpTo.get(event.node) ?? this.presentUpTo.get("") ?? 0);
    }

    /** Whether a row has changed by it. */
    note(event) {
        // A node that was started anew counts its events from 1 again.
        if (event.seq <= (this.newestOf.get(event.node) ?? 0)) this.presentUpTo.set(event.node, 0);
        this.newestOf.set(event.node, event.seq);
        const isLive = this.isLive(event);
        if (isLive && !isLooking(event)) this.eventsSinceSample++;
        if (event.category === "command") {
            if (isLive && isSteering(event)) {
                this.refresher.touchAll();
                this.loadRest(event.node);
            }
            return false;
        }
        if (event.category === "cluster") {
            if (isLive) this.nodeMoved(event.data?.member ?? null);
            return false;
        }
        if (event.category !== "agent" || event.agent === null) {
            if (isLive) this.loadRest(event.node);
            return false;
        }
        const key = keyOf(event.agent, event.node);
        if (event.event_name === "AGENT_PROGRESS" && typeof event.data === "object") {
            this.progress.set(key, event.data);
        } else if (event.event_name === "AGENT_STARTED") {
            this.progress.delete(key);
        }
        return isLive && this.move(event);
    }

    /** A node has come or gone. */
    nodeMoved(member) {
        this.refresher.touchAll();
        this.loadRest(member);
    }

    move(event) {
        if (event.event_name === "AGENT_REGISTERED") {
            this.refresher.touchAll();
            this.loadRest(event.node);
            return false;
        }
        if (!MOVES.has(event.event_name)) return false;
        this.refresher.touch(event.agent);
        const known = this.agents.get(keyOf(event.agent, event.node));
        if (!known) return false;
        const moved = after(known, event);
        if (moved === known) return false;
        this.agents.set(known.key, {...moved, at: Date.now()});
        return true;
    }

    // ------------------------------------------------------------------ rows

    replaceAgents(answer) {
        this.agents = new Map();
        this.mergeAgents(answer, true);
    }

    mergeAgents(answer, isAll = false) {
        const at = Date.now();
        for (const agent of answer.agents) {
            const key = keyOf(agent.agent_name, agent.node);
            this.agents.set(key, {...agent, key, at});
        }
        this.list = [...this.agents.values()];
        this.nodes.take(answer.nodes, isAll);
        this.slots = {running: answer.running_count, most: answer.max_workers, waiting: answer.waiting_count};
        this.loaded = true;
        if (this.isTooEarly) this.loadRest();
        this.changed();
    }

    /** Seconds an agent has been running, as of now; as of when it was last heard where it can't be reached. */
    uptime(agent) {
        if (agent.uptime == null) return null;
        const isMoving = this.connection.state !== "lost" && this.nodes.isReached(agent.node);
        return agent.uptime + (isMoving ? (Date.now() - agent.at) / 1000 : 0);
    }

    /** Those called so, on whichever node. */
    called(name) {
        return this.list.filter((agent) => agent.agent_name === name);
    }

    // ------------------------------------------------------------------ numbers

    async pollStats() {
        const began = performance.now();
        if (this.isAnswered() && this.loaded && this.may("stats")) {
            const askedAt = Date.now();
            await this.quietly(async () => this.takeStats(await get("/api/stats"), askedAt));
        }
        const took = performance.now() - began;
        const pause = Math.max(STATS_MS * (document.hidden ? HIDDEN_FACTOR : 1), took * 5);
        clearTimeout(this.statsTimer);
        this.statsTimer = setTimeout(() => this.pollStats(), this.own.length === 0 ? 500 : pause);
    }

    takeStats({agents, orchestrator, orchestrators, nodes}, askedAt) {
        const usage = new Map();
        for (const row of agents) {
            const key = keyOf(row.agent_name, row.node ?? this.self());
            const before = this.usage.get(key);
            usage.set(key, row);
            if (row.last_cycle_ms == null || (before && before.cycles === row.cycles)) continue;
            const known = this.cycles.get(key) ?? [];
            this.cycles.set(key, [...known.slice(1 - MOST_CYCLES), row.last_cycle_ms]);
        }
        this.usage = usage;
        this.own = orchestrators ?? [orchestrator];
        this.untold = new Map((nodes ?? []).filter((node) => node.missing).map((node) => [node.node, node.missing]));
        // It may have waited for a node; what was told meanwhile is newer.
        if (this.nodes.takenAt < askedAt) this.nodes.take(nodes, false);
    }

    /** What the orchestrator of a node uses itself. */
    ownOf(node) {
        return this.own.find((row) => (row.node ?? this.self()) === node);
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
        const known = this.events.filter((event) => !this.isLive(event));
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
        let cpu = null;
        let memory = null;
        const processes = new Set(this.own.map((row) => keyOf(row.pid, row.node)));
        for (const row of [...this.own, ...this.usage.values()]) {
            if ("agent_name" in row && processes.has(keyOf(row.pid, row.node))) continue; // counted in the orchestrator's own
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
