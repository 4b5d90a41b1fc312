// Asks again for the rows that have changed: several at once, one question at a time, and the slower the answers the rarer.

import {get, Problem} from "./session.js";

const PAUSE_MS = 120;
const HIDDEN_PAUSE_MS = 2_000;
const MOST_NAMES = 100;
const LONGEST_QUERY = 6_000; // the server takes 8 KiB

export class Refresher {
    constructor(store) {
        this.store = store;
        this.names = new Set();
        this.isAll = false;
        this.took = 0;
        this.isClosed = false;
    }

    touch(name) {
        this.names.add(name);
        this.schedule();
    }

    touchAll() {
        this.isAll = true;
        this.schedule();
    }

    close() {
        this.isClosed = true;
        clearTimeout(this.timer);
    }

    schedule() {
        if (this.timer || this.isAsking || this.isClosed) return;
        const pause = this.store.loaded ? Math.max(document.hidden ? HIDDEN_PAUSE_MS : PAUSE_MS, 3 * this.took) : 0;
        this.timer = setTimeout(() => this.ask(), pause);
    }

    async ask() {
        this.timer = 0;
        this.isAsking = true;
        const query = [...this.names].map((name) => `name=${encodeURIComponent(name)}`).join("&");
        const isAll = this.isAll || this.names.size > MOST_NAMES || query.length > LONGEST_QUERY;
        const began = performance.now();
        this.names.clear();
        this.isAll = false;
        try {
            const answer = await get(isAll ? "/api/agents" : `/api/agents?${query}`);
            if (this.isClosed) return;
            if (isAll) this.store.replaceAgents(answer);
            else this.store.mergeAgents(answer);
        } catch (failure) {
            if (failure.status === 404) this.isAll = true; // one of them is gone
            else if (!(failure instanceof Problem)) throw failure;
        } finally {
            this.took = performance.now() - began;
            this.isAsking = false;
            if (this.isAll || this.names.size > 0) this.schedule();
        }
    }
}
