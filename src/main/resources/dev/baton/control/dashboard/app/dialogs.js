// What lies over the page: one dialog at a time, and notes that go away by themselves.

import {Component, createRef, h} from "./lib/preact.js";
import {IconButton} from "./parts.js";

const NOTE_MS = 6_000;
const ERROR_MS = 15_000;
const MOST_NOTES = 4;

let overlay = null;
let nextNote = 1;

/** Asks whether to go on; resolves to whether the answer is yes. */
export function confirm({title, body, action, isGrave = false}) {
    return new Promise((resolve) => overlay.open({title, body, action, isGrave, resolve}));
}

/** Shows something until it is closed. */
export function show({title, body}) {
    overlay.open({title, body, resolve: () => {}});
}

export function note(text, tone = "rest") {
    overlay.note({id: nextNote++, text, tone});
}

class Dialog extends Component {
    dialog = createRef();

    componentDidMount() {
        this.dialog.current.showModal();
    }

    answer = (isYes) => {
        this.isYes = isYes;
        this.dialog.current.close();
    };

    closed = () => this.props.onClose(this.isYes === true);

    render({title, body, action, isGrave}) {
        return h("dialog", {ref: this.dialog, class: "dialog", "aria-labelledby": "dialog-title", onClose: this.closed},
            h("h2", {id: "dialog-title"}, title),
            h("div", {class: "dialog-body", tabIndex: 0}, body),
            h("div", {class: "dialog-buttons"},
                h("button", {type: "button", class: "button", onClick: () => this.answer(false), autofocus: true}, action ? "Cancel" : "Close"),
                action && h("button", {
                    type: "button", class: `button ${isGrave ? "button-grave" : "button-main"}`, onClick: () => this.answer(true),
                }, action)));
    }
}

export class Overlay extends Component {
    state = {dialog: null, notes: []};

    componentDidMount() {
        overlay = this;
    }

    open(dialog) {
        this.state.dialog?.resolve(false);
        this.setState({dialog: {...dialog, key: nextNote++}});
    }

    close(isYes) {
        const {dialog} = this.state;
        this.setState({dialog: null});
        dialog?.resolve(isYes);
    }

    note(one) {
        this.setState(({notes}) => ({notes: [...notes, one].slice(-MOST_NOTES)}));
        setTimeout(() => this.drop(one.id), one.tone === "bad" ? ERROR_MS : NOTE_MS);
    }

    drop(id) {
        this.setState(({notes}) => ({notes: notes.filter((each) => each.id !== id)}));
    }

    render(props, {dialog, notes}) {
        return h("div", null,
            dialog && h(Dialog, {...dialog, onClose: (isYes) => this.close(isYes)}),
            h("div", {class: "notes", role: "status", "aria-live": "polite"}, notes.map((each) =>
                h("div", {key: each.id, class: `note tone-${each.tone}`},
                    h("span", null, each.text),
                    h(IconButton, {name: "close", label: "Dismiss", onClick: () => this.drop(each.id)})))));
    }
}
