// Where in the page one is: what stands behind the # of the address. #/agents?state=failed, #/agents/NAME, #/graph, ...

export function here() {
    const [path, query = ""] = location.hash.replace(/^#/, "").split("?");
    const parts = path.split("/").filter(Boolean).map(decoded);
    return {view: parts[0] ?? "agents", name: parts[1] ?? null, params: new URLSearchParams(query)};
}

function decoded(text) {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}

export function address(view, name = null, params = {}) {
    const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value)).toString();
    return `#/${view}${name === null ? "" : `/${encodeURIComponent(name)}`}${query && `?${query}`}`;
}

export function go(to) {
    location.hash = to;
}

/** Goes there without a step to go back to: filters are no places. */
export function settle(to) {
    history.replaceState(null, "", to);
    dispatchEvent(new HashChangeEvent("hashchange"));
}
