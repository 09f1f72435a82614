// The conversation on the page: kept lines in order, then what this page has sent and not yet heard back about.

import { dress, make } from "./view.js";
import { drawLine, setOwnText, showRows, showText } from "./lines.js";
import { sameDay, timeElement } from "./times.js";

const CLOCKS_DIFFER = 120000; // a line older than a message of before a reload is another one with the same words

export class Log {
  #root;
  #bySequence = new Map();
  #own = [];
  #lastMoment = null;

  constructor(root) {
    this.#root = root;
  }

  get empty() {
    return this.#bySequence.size === 0 && this.#own.length === 0;
  }

  // Draw a line that was kept; returns its element, or null when it is on the page already.
  add(line) {
    if (this.#bySequence.has(line.sequence)) {
      return null;
    }
    if (line.kind === "keyboard") {
      const target = this.#bySequence.get(Number(line.on));
      this.#bySequence.set(line.sequence, target || null);
      return target ? this.#replaceRows(target, line) : null;
    }
    if (line.kind === "edit" || line.kind === "remove") {
      const target = this.#bySequence.get(Number(line.on));
      this.#bySequence.set(line.sequence, target || null);
      return target ? this.#replaceText(target, line) : null;
    }
    const element = (line.speaker === "person" && this.#settle(line)) || this.#place(line);
    element.dataset.sequence = line.sequence;
    this.#bySequence.set(line.sequence, element);
    return element;
  }

  #replaceRows(element, line) {
    showRows(element, line);
    return element;
  }

  #replaceText(element, line) {
    showText(element, line);
    return element;
  }

  #place(line) {
    const element = drawLine(line);
    this.#day(new Date(line.at));
    this.#insert(element);
    return element;
  }

  // Our own message comes back as a kept line: the bubble that is here already becomes it.
  #settle(line) {
    const at = this.#own.findIndex((own) => own.posted && isSame(own, line));
    if (at < 0) {
      return null;
    }
    const [{ element, text }] = this.#own.splice(at, 1);
    const kept = line.text !== "";
    setOwnText(element.querySelector(".text"), kept ? line.text : text);
    element.querySelector("time").replaceWith(timeElement(new Date(line.at), "clock"));
    this.#mark(element, kept ? null : make("span", { "data-word": "not_kept" }));
    this.#insert(element);
    return element;
  }

  // Draw a message this page is about to send.
  // One of before a reload may be among the kept lines already.
  addOwn(id, text, at, restored = false) {
    const moment = new Date(at);
    const element = drawLine({ speaker: "person", text, at: moment, rows: [] });
    this.#day(moment);
    this.#root.append(element);
    this.#own.push({ id, text, element, posted: restored, since: restored ? moment - CLOCKS_DIFFER : 0 });
    return element;
  }

  // Show how far a message of this page is: "new", "sending", "waiting", "sent" or "refused".
  setState(id, state) {
    const own = this.#own.find((each) => each.id === id);
    if (!own) {
      return;
    }
    own.posted = own.posted || state === "sending" || state === "sent";
    if (state === "waiting") {
      this.#mark(own.element, make("span", { "data-word": "waiting" }));
    } else if (state === "refused") {
      const again = make("button", { type: "button", "data-again": id, "data-word": "again" });
      this.#mark(own.element, make("span", { class: "problem", "data-word": "refused" }), again);
    } else {
      this.#mark(own.element);
    }
  }

  // Take a refused message off the page, because it is sent again as a new one.
  dropOwn(id) {
    const at = this.#own.findIndex((each) => each.id === id);
    if (at >= 0) {
      this.#own.splice(at, 1)[0].element.remove();
    }
  }

  // The conversation was deleted. `clear` also takes it off the page; messages not sent yet stay.
  forget(clear) {
    this.#bySequence.clear();
    if (clear) {
      this.#own = this.#own.filter(({ posted }) => !posted);
      this.#root.replaceChildren(...this.#own.map(({ element }) => element));
      this.#lastMoment = null;
    }
  }

  #insert(element) {
    const next = this.#own.find((own) => this.#root.contains(own.element));
    this.#root.insertBefore(element, next ? next.element : null);
  }

  #day(moment) {
    if (!sameDay(this.#lastMoment, moment)) {
      this.#insert(make("p", { class: "day" }, timeElement(moment, "day")));
      this.#lastMoment = moment;
    }
  }

  #mark(element, ...marks) {
    const meta = element.querySelector(".meta");
    meta.replaceChildren(...marks.filter(Boolean), meta.querySelector("time"));
    dress(meta);
  }
}

// A line without words was not kept; of a command only its name is.
function isSame({ text: sent, since }, { text: kept, at }) {
  if (new Date(at) < since) {
    return false;
  }
  return kept === "" || sent === kept || sent.trim() === kept || (sent.startsWith("/") && sent.split(/\s/)[0] === kept);
}
