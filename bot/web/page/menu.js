// The language menu: a button that opens a list of languages, each under its own name.

import { make, view } from "./view.js";

const button = document.getElementById("language");
const panel = document.getElementById("languages");
const spoken = document.getElementById("spoken");
const another = document.getElementById("another");

export function setUpMenu(choose) {
  button.addEventListener("click", () => toggle(panel.hidden));
  panel.addEventListener("click", (event) => {
    const chosen = event.target.closest("button");
    if (chosen) {
      toggle(false);
      button.focus();
      choose(chosen.dataset.code);
    }
  });
  for (const name of ["click", "focusin"]) {
    document.addEventListener(name, ({ target }) => {
      if (!panel.contains(target) && !button.contains(target)) {
        toggle(false);
      }
    });
  }
  document.addEventListener("keydown", onKey);
  another.href = view.another;
  another.hidden = !view.tryout;
}

export function showLanguages() {
  const items = view.languages.map(({ code, native, direction }) => {
    const choice = make("button", { type: "button", "data-code": code });
    choice.append(make("span", { lang: code, dir: direction }, native));
    if (code === view.language) {
      choice.setAttribute("aria-current", "true");
      spoken.textContent = native;
      spoken.lang = code;
    }
    return make("li", {}, choice);
  });
  panel.querySelector("ul").replaceChildren(...items);
}

function toggle(open) {
  panel.hidden = !open;
  button.setAttribute("aria-expanded", String(open));
  if (open) {
    (panel.querySelector("[aria-current]") || panel.querySelector("button")).focus();
  }
}

function onKey(event) {
  if (panel.hidden) {
    return;
  }
  if (event.key === "Escape") {
    toggle(false);
    button.focus();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const choices = [...panel.querySelectorAll("button")];
    const step = event.key === "ArrowDown" ? 1 : -1;
    const next = choices.indexOf(document.activeElement) + step;
    choices[(next + choices.length) % choices.length].focus();
    event.preventDefault();
  }
}
