// Server-sent events over fetch, as EventSource can send no Authorization header.

import {Problem, request} from "./session.js";

const SILENCE_MS = 40_000; // the server says something every 15 s
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

function frameOf(block) {
    const frame = {event: "message", id: null, data: ""};
    for (const line of block.split("\n")) {
        const colon = line.indexOf(":");
        if (colon <= 0) continue;
        const value = line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
        const field = line.slice(0, colon);
        if (field === "data") frame.data += frame.data === "" ? value : `\n${value}`;
        else if (field === "event") frame.event = value;
        else if (field === "id") frame.id = value;
    }
    return frame;
}

/** The frames of a body, in the batches they come in. */
async function* batches(body, heard) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    try {
        for (;;) {
            const {done, value} = await reader.read();
            if (done) return;
            heard();
            const blocks = (rest + value.replaceAll("\r", "")).split("\n\n");
            rest = blocks.pop();
            const frames = blocks.map(frameOf).filter((frame) => frame.data !== "");
            if (frames.length > 0) yield frames;
        }
    } finally {
        reader.cancel().catch(() => {});
    }
}

/**
 * Follows one address until it is closed, and goes on after what it was told last. Tells `on.frames(batch)`,
 * `on.open()`, `on.lost({reason, retryAt})` and, when trying again is no use, `on.refused(problem)`.
 */
export class Live {
    constructor(address, on) {
        this.address = address;
        this.on = on;
        this.lastId = null;
        this.closed = false;
        this.wake = () => {};
        this.online = () => this.retry();
        addEventListener("online", this.online);
        this.run();
    }

    close() {
        this.closed = true;
        removeEventListener("online", this.online);
        this.abort?.abort();
        this.wake();
    }

    /** Tries at once, rather than when it is time. */
    retry() {
        this.wake();
    }

    async run() {
        let pause = FIRST_PAUSE_MS;
        while (!this.closed) {
            let reason = "the server ended the stream";
            try {
                await this.follow(() => { pause = FIRST_PAUSE_MS; });
            } catch (failure) {
                if (this.closed) return;
                if (failure instanceof Problem && [400, 401, 403, 404].includes(failure.status)) {
                    this.closed = true;
                    this.on.refused(failure);
                    return;
                }
                reason = failure instanceof Problem ? failure.message : "the server does not answer";
            }
            if (this.closed) return;
            this.on.lost({reason, retryAt: Date.now() + pause});
            await this.sleep(pause * (0.8 + Math.random() * 0.4));
            pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
        }
    }

    async follow(opened) {
        this.abort = new AbortController();
        const watchdog = {timer: 0};
        const heard = () => {
            clearTimeout(watchdog.timer);
            watchdog.timer = setTimeout(() => this.abort.abort(), SILENCE_MS);
        };
        heard();
        try {
            const headers = this.lastId === null ? {} : {"Last-Event-ID": this.lastId};
            const response = await request(this.address, {headers, signal: this.abort.signal});
            opened();
            this.on.open();
            for await (const frames of batches(response.body, heard)) {
                if (this.closed) return;
                this.on.frames(frames);
                for (const frame of frames) if (frame.id !== null) this.lastId = frame.id;
            }
        } finally {
            clearTimeout(watchdog.timer);
        }
    }

    sleep(millis) {
        return new Promise((resolve) => {
            const timer = setTimeout(resolve, millis);
            this.wake = () => {
                clearTimeout(timer);
                resolve();
            };
        });
    }
}
