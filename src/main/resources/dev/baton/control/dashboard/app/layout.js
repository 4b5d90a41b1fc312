// Places what depends on one another from left to right: whoever is depended on stands further left.

export const NODE = {width: 176, height: 34, gapX: 72, gapY: 14, margin: 16};
const SWEEPS = 6;

/** How far right each must stand: one further than the furthest of those it depends on. */
function layersOf(names, targetsOf) {
    const layers = new Map();
    const visit = (start) => {
        const stack = [{name: start, isDone: false}];
        const open = new Set();
        while (stack.length > 0) {
            const {name, isDone} = stack.pop();
            if (isDone) {
                open.delete(name);
                layers.set(name, 1 + Math.max(-1, ...targetsOf(name).map((target) => layers.get(target) ?? -1)));
            } else if (!layers.has(name) && !open.has(name)) {
                open.add(name);
                stack.push({name, isDone: true}, ...targetsOf(name).map((target) => ({name: target, isDone: false})));
            }
        }
    };
    names.forEach(visit);
    return layers;
}

/** Sorts each layer by where its neighbours stand, back and forth, so that few lines cross. */
function untangle(columns, neighboursOf) {
    const place = new Map();
    const number = (column) => column.forEach((name, i) => place.set(name, column.length === 1 ? 0.5 : i / (column.length - 1)));
    columns.forEach(number);
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
        const order = sweep % 2 === 0 ? columns : [...columns].reverse();
        for (const column of order) {
            const mean = new Map(column.map((name) => {
                const near = neighboursOf(name).map((each) => place.get(each));
                return [name, near.length === 0 ? place.get(name) : near.reduce((a, b) => a + b, 0) / near.length];
            }));
            column.sort((a, b) => mean.get(a) - mean.get(b));
            number(column);
        }
    }
}

/** {nodes: Map name -> {x, y}, edges: [{from, to, path}], width, height}; an edge runs from whom one depends on. */
export function layOut(names, dependencies) {
    const known = new Set(names);
    const targetsOf = (name) => (dependencies[name] ?? []).filter((target) => known.has(target));
    const sources = new Map(names.map((name) => [name, []]));
    names.forEach((name) => targetsOf(name).forEach((target) => sources.get(target).push(name)));
    const layers = layersOf(names, targetsOf);
    const columns = [];
    for (const name of names) (columns[layers.get(name)] ??= []).push(name);
    for (let i = 0; i < columns.length; i++) columns[i] ??= [];
    untangle(columns, (name) => [...targetsOf(name), ...sources.get(name)]);
    const most = Math.max(1, ...columns.map((column) => column.length));
    const step = NODE.height + NODE.gapY;
    const nodes = new Map();
    columns.forEach((column, x) => column.forEach((name, y) => nodes.set(name, {
        x: NODE.margin + x * (NODE.width + NODE.gapX),
        y: NODE.margin + (y + (most - column.length) / 2) * step,
    })));
    const edges = names.flatMap((name) => targetsOf(name).map((target) => ({from: target, to: name, path: curve(nodes.get(target), nodes.get(name))})));
    return {
        nodes, edges,
        width: 2 * NODE.margin + columns.length * (NODE.width + NODE.gapX) - NODE.gapX,
        height: 2 * NODE.margin + most * step - NODE.gapY,
    };
}

function curve(from, to) {
    const x1 = from.x + NODE.width;
    const y1 = from.y + NODE.height / 2;
    const x2 = to.x - 6;
    const y2 = to.y + NODE.height / 2;
    const bend = Math.max(24, (x2 - x1) / 2);
    return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}
