// Where the conversation stands: the newest is in view unless the visitor is reading further up.

const scroller = document.getElementById("scroll");
const newer = document.getElementById("newer");
const typing = document.getElementById("typing");
const NEAR = 48;
const ABOVE = 12;
const ONE_ANSWER = 2000; // messages that come within this time belong together

let expecting = true; // an answer to what the visitor just did is always shown
let firstNew = null;
let lastNew = 0;

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

// The visitor did something: its answer will be shown from its beginning.
export function expectAnswer() {
  expecting = true;
  firstNew = null;
}

// `element` was added; `wasAtEnd` tells whether the end was in view before. Scrolls to the end, but not so far that
// the beginning of what is new leaves the screen.
export function follow(element, wasAtEnd) {
  const now = Date.now();
  firstNew = now - lastNew < ONE_ANSWER && firstNew ? firstNew : element;
  lastNew = now;
  if (!expecting && !wasAtEnd) {
    newer.hidden = false;
    return;
  }
  const end = scroller.scrollHeight - scroller.clientHeight;
  const start = firstNew.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
  const top = Math.min(end, Math.max(start - ABOVE, 0));
  scroller.scrollTo({ top, behavior: calm("smooth") });
  newer.hidden = end - top < NEAR;
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

function calm(behavior) {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : behavior;
}
