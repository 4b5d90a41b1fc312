// The last hour as lines: what the events tell of it, and what the page has seen itself.

import {Component, createRef, h} from "./lib/preact.js";
import {megabytes, percent} from "./format.js";
import {Watching} from "./parts.js";
import {store} from "./store.js";

const HOUR = 3600;
const HEIGHT = 210;
const WHOLE = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000];
const clock = new Intl.DateTimeFormat(undefined, {hour: "2-digit", minute: "2-digit", hour12: false});
const dark = matchMedia("(prefers-color-scheme: dark)");

const CHARTS = [
    {title: "Agents", isWhole: true, unit: (value) => String(Math.round(value)), series: [["running", "Running", "run"], ["queued", "Queued", "wait"], ["failed", "Failed", "bad"]]},
    {title: "Events per second", unit: (value) => value.toFixed(value < 10 ? 1 : 0), series: [["rate", "Events", "accent"]]},
    {title: "CPU, of one core", unit: percent, series: [["cpu", "CPU", "accent"]]},
    {title: "Memory", unit: megabytes, series: [["memory", "Memory", "accent"]]},
];

let library = null;

/** The library that draws, once somebody wants to see a chart. */
function loadLibrary() {
    library ??= import("./lib/uplot.js").then((module) => {
        const link = Object.assign(document.createElement("link"), {rel: "stylesheet", href: new URL("./lib/uplot.css", import.meta.url).href});
        document.head.append(link);
        return module.default;
    });
    return library;
}

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

class Chart extends Component {
    place = createRef();

    async componentDidMount() {
        this.Plot = await loadLibrary();
        if (this.isGone) return;
        this.make();
        this.observer = new ResizeObserver(() => this.plot.setSize({width: this.width(), height: HEIGHT}));
        this.observer.observe(this.place.current);
        this.recolour = () => this.make();
        dark.addEventListener("change", this.recolour);
    }

    componentWillUnmount() {
        this.isGone = true;
        this.observer?.disconnect();
        this.plot?.destroy();
        if (this.recolour) dark.removeEventListener("change", this.recolour);
    }

    componentDidUpdate() {
        this.plot?.setData(this.data());
    }

    width() {
        return Math.max(200, this.place.current.clientWidth);
    }

    data() {
        const now = Date.now() / 1000;
        const shown = store.samples.filter((sample) => sample.at > now - HOUR);
        return [shown.map((sample) => sample.at), ...this.props.series.map(([key]) => shown.map((sample) => sample[key]))];
    }

    make() {
        this.plot?.destroy();
        const {series, unit, isWhole} = this.props;
        const axis = {stroke: colour("quiet"), grid: {stroke: colour("line"), width: 1}, ticks: {show: false}, font: "11px system-ui, sans-serif"};
        this.plot = new this.Plot({
            width: this.width(), height: HEIGHT, padding: [10, 8, 0, 0], legend: {show: false}, cursor: {points: {size: 6}, drag: {x: false, y: false}},
            scales: {
                x: {range: () => { const now = Date.now() / 1000; return [Math.max(now - HOUR, Math.min(now - 300, store.samples[0]?.at ?? now)), now]; }},
                y: {range: (plot, low, high) => [0, Math.max(1, (high ?? 1) * 1.1)]},
            },
            axes: [{...axis, space: 70, size: 30, incrs: [60, 120, 300, 600, 900], values: (plot, ticks) => ticks.map((tick) => clock.format(tick * 1000))}, {...axis, size: 56, ...(isWhole && {incrs: WHOLE}), values: (plot, ticks) => ticks.map(unit)}],
            series: [{}, ...series.map(([, label, tone]) => ({label, stroke: colour(tone), width: 1.5, points: {show: false}, spanGaps: false}))],
            hooks: {setCursor: [(plot) => this.setState({at: plot.cursor.idx})]},
        }, this.data(), this.place.current);
    }

    render({title, series, unit}, {at}) {
        const sample = store.samples[at ?? store.samples.length - 1];
        const values = series.map(([key, label, tone]) => ({label, tone, text: sample?.[key] == null ? "–" : unit(sample[key])}));
        return h("figure", {class: "chart", "aria-label": `${title}: ${values.map(({label, text}) => `${label} ${text}`).join(", ")}`},
            h("figcaption", null, h("h2", null, title), h("div", {class: "chart-legend"}, values.map(({label, tone, text}) =>
                h("span", {key: label}, h("span", {class: `swatch fill-${tone}`, "aria-hidden": "true"}), values.length > 1 && label, h("b", {class: "number"}, text))))),
            h("div", {ref: this.place, class: "chart-place"}));
    }
}

export class ChartsView extends Watching {
    render() {
        const isNew = store.samples.length === 0;
        return h("section", {class: "view view-charts", "aria-label": "Charts", tabIndex: 0},
            h("p", {class: "quiet"}, isNew ? "The first numbers come within seconds." : "Up to an hour back: agents and events as far as events are remembered, CPU and memory since this page was opened."),
            h("div", {class: "charts"}, CHARTS.map((chart) => h(Chart, {key: chart.title, ...chart, revision: store.samples.length}))));
    }
}
