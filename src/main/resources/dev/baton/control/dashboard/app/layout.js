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
    const layers = layersOf(names, targetsOf);
    const columns = [];
    for (const name of names) (columns[layers.get(name)] ??= []).push(name);
    for (let i = 0; i < columns.length; i++) columns[i] ??= [];
    const near = new Map(names.map((name) => [name, []]));
    const edges = names.flatMap((name) => targetsOf(name).map((target) => ({from: target, to: name, stops: stopsOf(target, name, layers, columns, near)})));
    untangle(columns, (name) => near.get(name));
    const most = Math.max(1, ...columns.map((column) => column.length));
    const step = NODE.height + NODE.gapY;
    const nodes = new Map();
    columns.forEach((column, x) => column.forEach((name, y) => nodes.set(name, {
        x: NODE.margin + x * (NODE.width + NODE.gapX),
        y: NODE.margin + (y + (most - column.length) / 2) * step,
    })));
    const drawn = edges.map(({from, to, stops}) => ({from, to, path: curve(nodes.get(from), stops.map((stop) => nodes.get(stop)), nodes.get(to))}));
    edges.forEach(({stops}) => stops.forEach((stop) => nodes.delete(stop)));
    return {
        nodes, edges: drawn,
        width: 2 * NODE.margin + columns.length * (NODE.width + NODE.gapX) - NODE.gapX,
        height: 2 * NODE.margin + most * step - NODE.gapY,
    };
}

/** An edge over several layers gets a place of its own in those between, so that it runs past the nodes and not behind them. */
function stopsOf(from, to, layers, columns, near) {
    const stops = [];
    for (let layer = layers.get(from) + 1; layer < layers.get(to); layer++) {
        const stop = `${from}\n\n${to}\n${layer}`; // no agent is called that
        columns[layer].push(stop);
        near.set(stop, []);
        stops.push(stop);
    }
    const chain = [from, ...stops, to];
    for (let i = 1; i < chain.length; i++) {
        near.get(chain[i - 1]).push(chain[i]);
        near.get(chain[i]).push(chain[i - 1]);
    }
    return stops;
}

function curve(from, stops, to) {
    let x = from.x + NODE.width;
    let y = from.y + NODE.height / 2;
    let path = `M${x} ${y}`;
    const bendTo = (toX, toY) => {
        const bend = Math.max(20, (toX - x) / 2);
        path += `C${x + bend} ${y} ${toX - bend} ${toY} ${toX} ${toY}`;
        [x, y] = [toX, toY];
    };
    for (const stop of stops) {
        bendTo(stop.x, stop.y + NODE.height / 2);
        x += NODE.width;
        path += `H${x}`;
    }
    bendTo(to.x - 6, to.y + NODE.height / 2);
    return path;
}
