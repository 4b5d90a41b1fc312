// Numbers and times as people read them. Everything is text, never markup.

const clock = new Intl.DateTimeFormat(undefined, {hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false});
const day = new Intl.DateTimeFormat(undefined, {month: "short", day: "numeric"});

/** Seconds as the two largest units: 3d 4h, 12m 5s, 7s. */
export function duration(seconds) {
    if (seconds == null) return "";
    const s = Math.max(0, Math.floor(seconds));
    if (s < 60) return `${s}s`;
    if (s < 3600) return `${Math.floor(s / 60)}m ${s % 60}s`;
    if (s < 86400) return `${Math.floor(s / 3600)}h ${Math.floor(s / 60) % 60}m`;
    return `${Math.floor(s / 86400)}d ${Math.floor(s / 3600) % 24}h`;
}

export function percent(value) {
    return value == null ? "" : value < 10 && value > 0 ? `${value.toFixed(1)}%` : `${Math.round(value)}%`;
}

export function megabytes(value) {
    if (value == null) return "";
    return value >= 1024 ? `${(value / 1024).toFixed(1)} GB` : `${Math.round(value)} MB`;
}

export function millis(value) {
    if (value == null) return "";
    if (value < 1) return `${value.toFixed(2)} ms`;
    return value < 1000 ? `${value < 10 ? value.toFixed(1) : Math.round(value)} ms` : `${(value / 1000).toFixed(2)} s`;
}

/** The time of day of an ISO timestamp, with the day before it if that is another. */
export function time(timestamp) {
    const at = new Date(timestamp);
    if (Number.isNaN(at.getTime())) return String(timestamp);
    const text = clock.format(at);
    return at.toDateString() === new Date().toDateString() ? text : `${day.format(at)} ${text}`;
}

export function count(number, one, many = `${one}s`) {
    return `${number.toLocaleString()} ${number === 1 ? one : many}`;
}

/** Data of an event on one line. */
export function line(data) {
    if (data == null) return "";
    if (typeof data !== "object") return String(data);
    return Object.entries(data)
        .map(([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`)
        .join("  ");
}
