// Listening to the server: new lines as they come, from where this page left off. Comes back by itself.

import { address } from "./view.js";

const SILENCE = 40000; // the server shows a sign of life every 15 seconds
const AGAIN = 3000;
const UNSEEN = 30000; // a hidden tab lets go, because a browser opens only six streams to one server

export class Stream {
  #source = null;
  #place = "";
  #heard = 0;
  #timer = 0;
  #met = false;
  #handlers;

  // `handlers`: line, words, reset, ready, up(isUp) when the connection comes or goes, and stranger() when the browser
  // keeps no cookie.
  constructor(handlers) {
    this.#handlers = handlers;
    window.addEventListener("online", () => this.open());
    window.addEventListener("offline", () => this.#handlers.up(false));
    document.addEventListener("visibilitychange", () => this.#seen());
    setInterval(() => this.#watch(), SILENCE / 4);
  }

  open() {
    this.close();
    const from = address("/chat/events");
    const join = from.includes("?") ? "&" : "?";
    this.#heard = Date.now();
    this.#source = new EventSource(this.#place ? `${from}${join}after=${this.#place}` : from);
    this.#source.onopen = () => this.#handlers.up(true);
    this.#source.onerror = () => this.#failed();
    for (const name of ["line", "words", "reset", "ready", "here", "stranger"]) {
      this.#source.addEventListener(name, (event) => this.#take(name, event));
    }
  }

  close() {
    clearTimeout(this.#timer);
    if (this.#source) {
      this.#source.close();
      this.#source = null;
    }
  }

  // The server has just given us a cookie: come again with it. A second time means that it was not kept.
  #meet() {
    this.close();
    if (this.#met) {
      this.#handlers.stranger();
      this.#timer = setTimeout(() => this.open(), AGAIN);
    } else {
      this.#met = true;
      this.open();
    }
  }

  #take(name, event) {
    this.#heard = Date.now();
    if (name === "stranger") {
      this.#meet();
      return;
    }
    this.#met = false;
    if (name === "reset") {
      this.#place = "";
    } else if (name === "line") {
      this.#place = event.lastEventId;
    }
    if (name !== "here") {
      this.#handlers[name](JSON.parse(event.data));
    }
  }

  #failed() {
    this.#handlers.up(false);
    if (this.#source && this.#source.readyState === EventSource.CLOSED) {
      this.#timer = setTimeout(() => this.open(), AGAIN);
    }
  }

  #watch() {
    if (this.#source && Date.now() - this.#heard > SILENCE) {
      this.#handlers.up(false);
      this.open();
    }
  }

  #seen() {
    clearTimeout(this.#timer);
    if (document.hidden) {
      this.#timer = setTimeout(() => this.close(), UNSEEN);
    } else if (!this.#source || this.#source.readyState === EventSource.CLOSED) {
      this.open();
    }
  }
}
