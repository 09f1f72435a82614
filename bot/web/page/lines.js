// Drawing one line of the conversation. Every text goes in as text: nothing anybody wrote becomes markup.

import { dress, make, view, word } from "./view.js";
import { timeElement } from "./times.js";

const LINK = String.raw`https?:\/\/[^\s\u200e\u200f\u2066-\u2069<>"]+`;
const COMMAND = String.raw`(^|[\s(\u200e\u200f\u2066-\u2069])(\/[a-z][a-z0-9_]{1,31})(?![\w/-]|\.\w)`;
const CODE = String.raw`\b([2-9CFGHJKMPQRVWX]{2}-[2-9CFGHJKMPQRVWX]{2})\b(?!-)`; // bot/core/ticket_code.py
const SPECIAL = new RegExp(`${LINK}|${COMMAND}|${CODE}`, "g");
const AFTER_LINK = /[.,;:!?)\]'،؛؟።]+$/;

export function drawLine(line) {
  const element = make("div", { class: `line ${line.speaker}` });
  const bubble = make("div", { class: "bubble" });
  bubble.append(speakerName(line.speaker), textElement(line));
  if (line.attachment) {
    bubble.append(line.attachment.spoken ? soundElement(line.attachment) : fileElement(line.attachment));
  }
  bubble.append(make("p", { class: "meta" }, timeElement(new Date(line.at), "clock")));
  element.append(bubble);
  showRows(element, line);
  dress(element);
  return element;
}

function speakerName(speaker) {
  if (speaker === "merit") {
    return make("span", { class: "hidden" }, "Merit: ");
  }
  return make("span", { class: "hidden" }, make("span", { "data-word": "you" }), ": ");
}

// An advisor changed their words, or took them back; a file can only be taken back.
export function showText(element, line) {
  element.querySelector(".file")?.remove();
  element.querySelector(".text")?.replaceWith(textElement(line));
}

function textElement(line) {
  const element = make("p", { class: "text" });
  if (line.speaker === "merit") {
    element.lang = line.language;
    element.dir = line.direction;
    element.append(...pieces(line.text));
    element.hidden = line.text === "";
  } else {
    setOwnText(element, line.text);
  }
  return element;
}

// A person's own words; without any, they were said before consent and were not kept.
export function setOwnText(element, text) {
  element.dir = text ? "auto" : view.direction;
  element.textContent = text;
  element.classList.toggle("unkept", text === "");
  if (!text) {
    element.append(make("span", { "data-word": "not_kept" }));
    dress(element);
  }
}

function* pieces(text) {
  let from = 0;
  for (const { 0: whole, 1: before, 2: command, 3: code, index } of text.matchAll(SPECIAL)) {
    const special = command || code || whole.replace(AFTER_LINK, "");
    const begin = index + (before || "").length;
    yield text.slice(from, begin);
    yield command ? commandElement(special) : code ? codeElement(code) : linkElement(special);
    from = begin + special.length;
  }
  yield text.slice(from);
}

function linkElement(link) {
  return make("a", { href: link, target: "_blank", rel: "noopener noreferrer", dir: "ltr" }, link);
}

// A code is read aloud as one: it never breaks at its hyphen.
function codeElement(code) {
  return make("span", { class: "code", dir: "ltr" }, code);
}

function commandElement(command) {
  return make("button", { type: "button", class: "command", dir: "ltr", "data-command": command }, command);
}

function fileElement({ filename, link, bytes }) {
  const amount = make("span", { dir: "ltr" }, `${Math.max(1, Math.round(bytes / 1024))} KB`);
  const name = make("span", { dir: "auto" }, filename);
  const label = make("span", { class: "hidden", "data-word": "download" });
  return make("p", { class: "file" }, make("a", { href: link, download: filename }, label, " ", name, " ", amount));
}

// Nothing is loaded until somebody presses play: data costs money.
function soundElement({ link }) {
  const sound = make("audio", { controls: "", preload: "none", src: link, "data-label": "listen" });
  return make("p", { class: "file" }, sound);
}

// Rows come as they are drawn from left to right. In a right-to-left message the reading order is the other way
// round, so the row is written in reading order and drawn from the right: it looks the same and Tab follows the eye.
export function showRows(element, { rows, direction, language }) {
  const old = element.querySelector(".buttons");
  if (old && sameButtons(old, rows, direction)) {
    return;
  }
  const focused = old && old.contains(document.activeElement) ? document.activeElement.dataset.press : null;
  element.classList.toggle("asking", rows.length > 0);
  const group = rows.length ? drawRows(rows, direction, language) : null;
  if (old && group) {
    old.replaceWith(group);
  } else if (old) {
    old.remove();
  } else if (group) {
    element.append(group);
  }
  if (focused !== null) {
    refocus(group, focused);
  }
}

function drawRows(rows, direction, language) {
  const group = make("div", { class: "buttons", role: "group", "data-label": "choices" });
  for (const row of rows) {
    const drawn = make("div", { class: "row", dir: direction });
    for (const { label, token } of readingOrder(row, direction)) {
      const button = make("button", { type: "button", "data-press": token, lang: language, dir: direction });
      button.textContent = label;
      drawn.append(button);
    }
    group.append(drawn);
  }
  group.setAttribute("aria-label", word("choices"));
  return group;
}

function readingOrder(row, direction) {
  return direction === "rtl" ? [...row].reverse() : row;
}

// When only labels change (a tick), the buttons stay where they are, and so do focus and screen reader.
function sameButtons(group, rows, direction) {
  const buttons = [...group.querySelectorAll("button")];
  const wanted = rows.map((row) => readingOrder(row, direction)).flat();
  const lengths = [...group.querySelectorAll(".row")].map((row) => row.children.length);
  if (
    lengths.join() !== rows.map((row) => row.length).join() ||
    wanted.some(({ token }, at) => buttons[at].dataset.press !== token)
  ) {
    return false;
  }
  wanted.forEach(({ label }, at) => {
    buttons[at].textContent = label;
    buttons[at].classList.remove("pressed");
  });
  return true;
}

function refocus(group, token) {
  const buttons = group ? [...group.querySelectorAll("button")] : [];
  const target = buttons.find((button) => button.dataset.press === token) || buttons[0];
  (target || document.getElementById("scroll")).focus({ preventScroll: true });
}
