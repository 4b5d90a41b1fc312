// What a cluster adds: the same name on several nodes, and nodes that can't be reached. Outside one there are no nodes.

const MOST_PARTS = 4; // questions at a time

/** What tells an agent from all others: its name, and the node it is on. */
export const keyOf = (name, node) => `${name}\n${node ?? ""}`;

export const nodeOf = (key) => key.slice(key.lastIndexOf("\n") + 1);

export const nameOf = (key) => key.slice(0, key.lastIndexOf("\n"));

/** What tells an event from all others; a node that starts anew counts from 1 again. */
export const idOf = (event) => `${event.node} ${event.seq} ${event.timestamp}`;

/** Up to which event a stream tells what is past, by node: n1:5,n2:17; outside a cluster one number for all. */
export function positionsOf({positions, newest_seq: newest}) {
    if (positions === undefined) return new Map([["", newest]]);
    return new Map(positions.split(",").filter(Boolean).map((each) => {
        const colon = each.lastIndexOf(":");
        return [each.slice(0, colon), Number(each.slice(colon + 1))];
    }));
}

/** The nodes of a cluster as they were told last, and for how long nothing was heard from them. */
export class Nodes {
    all = new Map();
    takenAt = 0;
    marks = ""; // another text whenever a node has come, gone, or changed its state

    get isCluster() {
        return this.all.size > 0;
    }

    /** Takes what an answer says of them; one that is of all nodes says also which are no more, or that there is no cluster. */
    take(rows = [], isAll) {
        if (rows.length === 0 && !isAll) return;
        const at = Date.now();
        this.takenAt = at;
        const known = isAll ? new Map() : new Map(this.all);
        for (const row of rows) known.set(row.node, {...row, at});
        this.all = new Map([...known].sort(([a], [b]) => a.localeCompare(b, undefined, {numeric: true})));
        this.marks = [...this.all.values()].map(({node, state}) => `${node} ${state}`).join("\n");
    }

    list() {
        return [...this.all.values()];
    }

    names() {
        return [...this.all.keys()];
    }

    get(name) {
        return this.all.get(name);
    }

    inState(state) {
        return this.list().filter((node) => node.state === state);
    }

    /** Whether what is known of its agents is what they are. */
    isReached(name) {
        return !this.isCluster || this.all.get(name)?.state === "up";
    }

    /** Seconds since something was heard from it, as of now. */
    age(name) {
        const node = this.all.get(name);
        return node ? node.age + (Date.now() - node.at) / 1000 : null;
    }
}

/** What `ask` finds out about each of these nodes, by its name; those of which nobody knows are left out. */
export async function ofEach(names, ask) {
    const left = [...names];
    const found = new Map();
    const work = async () => {
        for (let name = left.shift(); name !== undefined; name = left.shift()) {
            const answer = await ask(name);
            if (answer !== undefined) found.set(name, answer);
        }
    };
    await Promise.all(Array.from({length: Math.min(MOST_PARTS, names.length)}, work));
    return found;
}
