// What this page has to send, one message after the other, each under an id of its own: sent again after a lost
// connection or a reload it is still handled once. Kept in this tab only and gone when the tab is closed.

import { now } from "./times.js";
import { address, view } from "./view.js";

const TIMEOUT = 20000;
const PAUSES = [1000, 2000, 4000, 8000, 15000];

export class Outbox {
  #entries = [];
  #told;
  #running = false;
  #failures = 0;
  #wake = () => {};

  // `told` hears of each entry's state: "sending", "sent", "waiting", "refused" or "stranger" (no cookie).
  constructor(told) {
    this.#told = told;
    this.#entries = this.#load();
  }

  get waiting() {
    return this.#entries.filter((entry) => !entry.refused);
  }

  get troubled() {
    return this.#failures > 0 && this.waiting.length > 0;
  }

  // Keep a message for sending; `poke` sends it.
  add(body, shown) {
    const entry = { id: newId(), body, shown, at: now().toISOString() };
    this.#entries.push(entry);
    this.#save();
    return entry;
  }

  // Forget a refused entry and return it.
  take(id) {
    const entry = this.#entries.find((each) => each.id === id);
    this.#drop(entry);
    return entry;
  }

  // Send what waits, now: something was added, or the connection may be back.
  poke() {
    this.#wake();
    void this.#run();
  }

  async #run() {
    if (this.#running) {
      return;
    }
    this.#running = true;
    while (this.waiting.length) {
      await this.#send(this.waiting[0]);
    }
    this.#running = false;
  }

  async #send(entry) {
    this.#told(entry, "sending");
    const { outcome, pause } = await post(entry);
    if (outcome === "sent") {
      this.#failures = 0;
      this.#drop(entry);
    } else if (outcome === "refused") {
      entry.refused = true;
      this.#save();
    } else {
      this.#failures += 1;
      this.waiting.forEach((each) => each !== entry && this.#told(each, "waiting"));
    }
    this.#told(entry, outcome);
    if (outcome === "waiting" || outcome === "stranger") {
      await this.#rest(pause || PAUSES[Math.min(this.#failures, PAUSES.length) - 1]);
    }
  }

  #rest(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #drop(entry) {
    this.#entries = this.#entries.filter((each) => each !== entry);
    this.#save();
  }

  get #place() {
    return `merit-outbox-${view.person}`;
  }

  #load() {
    try {
      return JSON.parse(sessionStorage.getItem(this.#place) || "[]");
    } catch {
      return [];
    }
  }

  #save() {
    try {
      sessionStorage.setItem(this.#place, JSON.stringify(this.#entries));
    } catch {
      // No storage: what is not sent yet is lost with the page, as on any page.
    }
  }
}

async function post({ id, body }) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TIMEOUT);
  try {
    const response = await fetch(address("/chat/messages"), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ id, ...body }),
      signal: stop.signal,
    });
    return { outcome: outcomeOf(response.status), pause: Number(response.headers.get("Retry-After")) * 1000 };
  } catch {
    return { outcome: "waiting", pause: 0 };
  } finally {
    clearTimeout(timer);
  }
}

function outcomeOf(status) {
  if (status < 300) {
    return "sent";
  }
  if (status === 401) {
    return "stranger";
  }
  return status >= 500 || status === 408 || status === 429 ? "waiting" : "refused";
}

// A random UUID; crypto.randomUUID exists only on https and localhost.
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
