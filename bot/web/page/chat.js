// The chat: what the visitor does goes to the outbox, what the server keeps comes through the stream.

import { speak, view, word } from "./view.js";
import { Log } from "./log.js";
import { Outbox } from "./outbox.js";
import { Stream } from "./stream.js";
import { offerAttach, setUpAttach, withdrawAttach } from "./attach.js";
import { setUpMenu, showLanguages } from "./menu.js";
import { atEnd, expectAnswer, follow, setUpScroll, showTyping, toEnd } from "./scroll.js";
import { tellAgain } from "./times.js";

const MOST_TYPING = 8000;
const LONGEST_UPLOAD = 120000;
const SHORT_BREAK = 2000; // a stream that comes back at once is nobody's business

const $ = (id) => document.getElementById(id);
const words = $("words");
const log = new Log($("log"));
const outbox = new Outbox(told);
let connected = true;
let breakTimer = 0;
let typingTimer = 0;
let sentSinceReset = false;
let lastWords = false;
let ready = false;
let fileFailed = false;

const stream = new Stream({ line: heard, words: learned, reset: forgotten, ready: complete, up: connection, stranger });

function start() {
  learned(view);
  setUpMenu((code) => say({ command: `/language ${code}` }, `/language ${code}`));
  setUpScroll();
  setUpAttach(sendingFile, sentFile);
  $("composer").addEventListener("submit", submit);
  $("send").addEventListener("pointerdown", (event) => event.preventDefault()); // a phone's keyboard stays open
  words.addEventListener("keydown", onKey);
  words.addEventListener("input", grow);
  $("log").addEventListener("click", onClick);
  $("start").addEventListener("click", () => command("/start"));
  $("menu").addEventListener("click", () => command("/menu"));
  outbox.waiting.filter(({ shown }) => shown !== null).forEach(({ id, shown, at }) => log.addOwn(id, shown, at, true));
  if (matchMedia("(pointer: fine)").matches) {
    words.focus();
  }
  stream.open(); // sends what waits as soon as it is up
}

// ---------------------------------------------------------------- what the visitor does

function say(body, shown) {
  fileFailed = false;
  sentSinceReset = true;
  const { id, at } = outbox.add(body, shown);
  expectAnswer();
  if (shown !== null) {
    log.addOwn(id, shown, at);
    log.setState(id, outbox.troubled ? "waiting" : "new");
    toEnd();
  }
  outbox.poke();
  showBegin();
}

function command(text) {
  $("scroll").focus({ preventScroll: true });
  say({ command: text }, text);
}

function submit(event) {
  event.preventDefault();
  const text = words.value.trim();
  if (text) {
    words.value = "";
    grow();
    say({ text }, text);
  }
}

function onKey(event) {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
    submit(event);
  }
}

function grow() {
  words.dir = words.value ? "auto" : view.direction; // an empty "auto" would put the hint on the wrong side
  words.style.height = "auto";
  words.style.height = words.value ? `${words.scrollHeight + 2}px` : "";
}

function onClick({ target }) {
  const button = target.closest("button");
  if (!button) {
    return;
  }
  if (button.dataset.press) {
    press(button);
  } else if (button.dataset.command) {
    command(button.dataset.command);
  } else if (button.dataset.again) {
    const { id, body, shown } = outbox.take(button.dataset.again);
    log.dropOwn(id);
    words.focus();
    say(body, shown);
  }
}

function press(button) {
  if (!button.classList.contains("pressed")) {
    button.classList.add("pressed");
    say({ press: button.dataset.press, on: button.closest(".line").dataset.sequence }, null);
  }
}

function sendingFile() {
  fileFailed = false;
  sentSinceReset = true;
  expectAnswer();
  expectTyping(LONGEST_UPLOAD);
  showNotice();
  words.focus({ preventScroll: true });
}

function sentFile(outcome) {
  fileFailed = outcome === "failed";
  if (fileFailed) {
    showTyping(false);
  }
  showNotice();
}

// ---------------------------------------------------------------- what the server says

function heard(line) {
  const wasAtEnd = atEnd();
  const element = log.add(line);
  if (line.speaker === "merit") {
    showTyping(false);
  }
  if (line.speaker === "merit" && line.kind === "send") {
    offerAttach(line);
  }
  if (!ready || element === null) {
    return;
  }
  if (line.speaker === "merit" && line.kind === "send") {
    follow(element, wasAtEnd);
  }
  showBegin();
}

function learned(next) {
  speak(next);
  showLanguages();
  tellAgain(document);
  $("menu").hidden = !view.menu;
  grow();
  showNotice();
}

// The conversation was deleted. The last words come after a first reset and are gone with a second: they stay in view.
function forgotten() {
  withdrawAttach();
  log.forget(sentSinceReset || !lastWords);
  lastWords = true;
  sentSinceReset = false;
  showBegin();
}

function complete() {
  view.stranger = false;
  showNotice();
  if (!ready) {
    ready = true;
    toEnd("auto");
    $("log").setAttribute("aria-live", "polite");
  }
  showBegin();
}

function showBegin() {
  $("begin").hidden = !ready || !log.empty;
  $("begin").classList.toggle("after", $("log").children.length > 0);
}

// ---------------------------------------------------------------- how the connection is

function told(entry, state) {
  if (entry.body.press && (state === "sent" || state === "refused")) {
    const pressed = document.querySelector(`.pressed[data-press="${CSS.escape(entry.body.press)}"]`);
    if (pressed) {
      pressed.classList.remove("pressed");
    }
  }
  log.setState(entry.id, state === "stranger" ? "waiting" : state);
  if (state === "stranger") {
    showTyping(false);
    stream.open();
  } else if (state === "sending") {
    expectTyping();
  } else if (state !== "sent") {
    showTyping(false);
  }
  showNotice();
}

function expectTyping(most = MOST_TYPING) {
  clearTimeout(typingTimer);
  showTyping(true);
  typingTimer = setTimeout(() => showTyping(false), most);
}

// The browser keeps no cookies, so nobody can tell whose conversation this is.
function stranger() {
  view.stranger = true;
  showNotice();
}

function connection(isUp) {
  if (isUp) {
    clearTimeout(breakTimer);
    breakTimer = 0;
    connected = true;
    outbox.poke();
    showNotice();
  } else if (!breakTimer || !navigator.onLine) {
    clearTimeout(breakTimer);
    breakTimer = setTimeout(() => {
      connected = false;
      showTyping(false);
      showNotice();
    }, navigator.onLine ? SHORT_BREAK : 0);
  }
}

function showNotice() {
  let name = "";
  if (view.stranger) {
    name = "cookies";
  } else if (outbox.troubled || (!connected && outbox.waiting.length)) {
    name = "offline";
  } else if (!connected) {
    name = "connecting";
  } else if (fileFailed) {
    name = "not_sent";
  }
  const text = name && word(name);
  if ($("notice").textContent !== text) {
    $("notice").textContent = text;
  }
}

start();
document.documentElement.dataset.live = "yes"; // old.js looks for this
