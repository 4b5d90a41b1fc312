// Small drawings of one line, for buttons that have a name besides.

import {h} from "./lib/preact.js";

const PATHS = {
    start: "M5 3.5v9l7.500-4.500z",
    stop: "M4.500 4.500h7v7h-7z",
    restart: "M12.500 8a4.500 4.500 0 1 1-1.300-3.200M12.500 2.500v3h-3",
    pause: "M5.500 4v8M10.500 4v8",
    resume: "M4 4v8M7.500 4v8l5.500-4z",
    search: "M7 11.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9zM10.500 10.500l3 3",
    close: "M4 4l8 8M12 4l-8 8",
    down: "M8 3v9M4.500 8.500 8 12l3.500-3.500",
    agents: "M3 4h10M3 8h10M3 12h10",
    graph: "M2 6.500h4v3H2zM10 2.500h4v3h-4zM10 10.500h4v3h-4zM6 8h2M8 4v8M8 4h2M8 12h2",
    events: "M3 3v10M6 4.500h7M6 8h5M6 11.500h7",
    charts: "M2.500 12.500 6 8l3 2.500 4.500-6.500",
    nodes: "M2.500 2.500h11v4h-11zM2.500 9.500h11v4h-11zM5 4.500h.01M5 11.500h.01",
    more: "M3.500 8h.01M8 8h.01M12.500 8h.01",
};

export const icon = (name) => h("svg", {class: `icon icon-${name}`, viewBox: "0 0 16 16", "aria-hidden": "true"},
    h("path", {d: PATHS[name]}));

/** Filled shapes and lines of a 12 by 12 field: [filled, drawn]. */
const MARKS = {
    disc: ["M6 1.500a4.500 4.500 0 1 1 0 9 4.500 4.500 0 0 1 0-9z", ""],
    ring: ["", "M6 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8z"],
    half: ["M6 2a4 4 0 0 1 0 8z", "M6 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8z"],
    dots: ["", "M6 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM6 4v2l1.500 1"],
    bars: ["", "M4 2.500v7M8 2.500v7"],
    cross: ["", "M2.500 2.500l7 7M9.500 2.500l-7 7"],
    alarm: ["", "M6 2v5M6 9.700v.1"],
    again: ["", "M9.700 6A3.700 3.700 0 1 1 8.600 3.400M8.900 1.500v2.100H6.800"],
    tick: ["", "M2 6.500l2.700 2.700L10 3.500"],
    dash: ["", "M2.500 6h7"],
    square: ["M3 3h6v6H3z", ""],
    dot: ["M6 4.500a1.500 1.500 0 1 1 0 3 1.500 1.500 0 0 1 0-3z", ""],
};

export const mark = (name, place = {}) => h("svg", {class: "mark", viewBox: "0 0 12 12", "aria-hidden": "true", width: 12, height: 12, ...place},
    MARKS[name][0] && h("path", {class: "mark-fill", d: MARKS[name][0]}), MARKS[name][1] && h("path", {d: MARKS[name][1]}));
