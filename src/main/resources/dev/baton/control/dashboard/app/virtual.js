// Many rows of one height, of which only those in sight exist.

import {Component, createRef, h} from "./lib/preact.js";

const MARGIN = 8; // rows beyond the edge, so that scrolling shows no holes

/**
 * props: count, height (of a row, px), row(index) -> vnode whose style has to be rowStyle(index), header (stays on top),
 * headerHeight, role, label, columns, isStuckToEnd, onScrolledAway(isAway).
 */
export class VirtualRows extends Component {
    scroller = createRef();
    state = {top: 0, view: 800};
    isAtEnd = true;

    componentDidMount() {
        const element = this.scroller.current;
        this.observer = new ResizeObserver(() => this.setState({view: element.clientHeight}));
        this.observer.observe(element);
        this.follow();
    }

    componentWillUnmount() {
        this.observer.disconnect();
    }

    componentDidUpdate() {
        this.follow();
    }

    follow() {
        if (!this.props.isStuckToEnd || !this.isAtEnd) return;
        const element = this.scroller.current;
        element.scrollTop = element.scrollHeight;
    }

    scrolled = () => {
        const element = this.scroller.current;
        const isAtEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - this.props.height;
        if (isAtEnd !== this.isAtEnd) {
            this.isAtEnd = isAtEnd;
            this.props.onScrolledAway?.(!isAtEnd);
        }
        this.setState({top: element.scrollTop});
    };

    /** Scrolls so far that the row is in sight. */
    show(index) {
        const element = this.scroller.current;
        const from = index * this.props.height;
        const view = element.clientHeight - (this.props.headerHeight ?? 0);
        if (from < element.scrollTop) element.scrollTop = from;
        else if (from + this.props.height > element.scrollTop + view) element.scrollTop = from + this.props.height - view;
    }

    toEnd() {
        this.isAtEnd = true;
        this.follow();
        this.props.onScrolledAway?.(false);
    }

    render({count, height, row, header, headerHeight = 0, role = "table", label, columns, className = ""}, {top, view}) {
        const first = Math.max(0, Math.min(Math.floor(top / height) - MARGIN, count - 1));
        const last = Math.min(count, Math.ceil((top + view) / height) + MARGIN);
        const rows = [];
        for (let i = first; i < last; i++) rows.push(row(i));
        return h("div", {
            class: `rows ${className}`, ref: this.scroller, onScroll: this.scrolled, tabIndex: 0, role, "aria-label": label,
            "aria-rowcount": role === "table" ? count + (header ? 1 : 0) : undefined,
            "aria-colcount": role === "table" ? columns : undefined,
        },
        header,
        h("div", {class: "rows-all", role: role === "table" ? "rowgroup" : undefined, style: {height: `${count * height}px`}}, rows));
    }
}

export const rowStyle = (index, height) => ({transform: `translateY(${index * height}px)`, height: `${height}px`});
