// Where the conversation stands: the newest is in view unless the visitor is reading further up.

const scroller = document.getElementById("scroll");
const newer = document.getElementById("newer");
const typing = document.getElementById("typing");
const NEAR = 48;
const ABOVE = 12;

let expecting = true; // an answer to what the visitor just did is always shown
let firstNew = null;

export function setUpScroll() {
  newer.addEventListener("click", () => {
    scroller.focus({ preventScroll: true });
    toEnd();
  });
  scroller.addEventListener("scroll", () => {
    if (atEnd()) {
      newer.hidden = true;
    }
  });
  for (const name of ["wheel", "touchmove", "keydown"]) {
    scroller.addEventListener(name, () => (expecting = false), { passive: true });
  }
}

export function atEnd() {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
}

// The visitor did something: show it, and then its answer from its beginning.
export function expectAnswer() {
  expecting = true;
  firstNew = null;
  toEnd();
}

// `element` was added; `wasAtEnd` tells whether the end was in view before.
export function follow(element, wasAtEnd) {
  firstNew = firstNew || element;
  if (expecting || wasAtEnd) {
    scrollTo(firstNew);
  }
  newer.hidden = atEnd() || (expecting && fits(element));
}

export function toEnd(behavior = "smooth") {
  newer.hidden = true;
  scroller.scrollTo({ top: scroller.scrollHeight, behavior: calm(behavior) });
}

export function showTyping(shown) {
  if (typing.hidden === shown) {
    const wasAtEnd = atEnd();
    typing.hidden = !shown;
    if (shown && wasAtEnd) {
      toEnd();
    }
  }
}

// Scroll to the end, but not so far that the beginning of what is new leaves the screen.
function scrollTo(element) {
  const end = scroller.scrollHeight - scroller.clientHeight;
  const start = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop - ABOVE;
  scroller.scrollTo({ top: Math.min(end, Math.max(start, 0)), behavior: calm("smooth") });
}

function fits(element) {
  return scroller.scrollHeight - (element.offsetTop - scroller.offsetTop) < scroller.clientHeight;
}

function calm(behavior) {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : behavior;
}
