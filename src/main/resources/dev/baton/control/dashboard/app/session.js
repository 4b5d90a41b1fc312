// Who asks, and asking. A token lives in this tab only and travels in one header only.

const KEY = "baton.token";
const PATIENCE_MS = 30_000;
const STEERING_PATIENCE_MS = 180_000; // an answer waits for what comes of it
let token = remembered();
let onLocked = () => {};

function remembered() {
    try {
        return sessionStorage.getItem(KEY);
    } catch {
        return null;
    }
}

function remember(value) {
    token = value;
    try {
        if (value === null) {
            sessionStorage.removeItem(KEY);
        } else {
            sessionStorage.setItem(KEY, value);
        }
    } catch {
        // Without storage the token lasts until the page is left.
    }
}

/** An answer that is an error: the status, and the sentence that says what to do. Status 0 when there was no answer. */
export class Problem extends Error {
    constructor(status, detail) {
        super(detail);
        this.status = status;
    }
}

/** Is called when an answer says that a token is needed. */
export function whenLocked(handler) {
    onLocked = handler;
}

export const hasToken = () => token !== null;

export function logIn(value) {
    remember(value.trim());
}

export function logOut() {
    remember(null);
}

async function problemOf(response) {
    try {
        const body = await response.json();
        if (typeof body.detail === "string") return new Problem(response.status, body.detail);
    } catch {
        // Not from Baton, or cut off.
    }
    return new Problem(response.status, `the server answered ${response.status} ${response.statusText}`);
}

/** The response, if it is none of the errors; throws a Problem, or what fetch throws when nobody answers. */
export async function request(path, {method = "GET", headers = {}, signal} = {}) {
    const asked = token;
    const response = await fetch(path, {
        method,
        signal,
        cache: "no-store",
        credentials: "omit",
        headers: asked === null ? headers : {...headers, Authorization: `Bearer ${asked}`},
    });
    if (response.ok) return response;
    const problem = await problemOf(response);
    if (response.status === 401 && asked === token) onLocked(problem);
    throw problem;
}

async function answerTo(path, method, patience) {
    try {
        return await (await request(path, {method, signal: AbortSignal.timeout(patience)})).json();
    } catch (failure) {
        throw failure instanceof Problem ? failure : new Problem(0, "the server does not answer");
    }
}

/** What is at `path`; throws a Problem and nothing else. */
export const get = (path) => answerTo(path, "GET", PATIENCE_MS);

export const post = (path) => answerTo(path, "POST", STEERING_PATIENCE_MS);
