// What language the page speaks. Elements say which word they show: data-word as text, data-label as name, data-hint
// as placeholder.

export const view = JSON.parse(document.getElementById("view").textContent);

export function word(name) {
  return view.words[name];
}

export function speak(next) {
  Object.assign(view, next);
  document.documentElement.lang = view.language;
  document.documentElement.dir = view.direction;
  dress(document);
}

export function dress(root) {
  for (const element of root.querySelectorAll("[data-word]")) {
    element.textContent = word(element.dataset.word);
    element.dir = "auto"; // a word without translation is English, whatever the page speaks
  }
  for (const element of root.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", word(element.dataset.label));
  }
  for (const element of root.querySelectorAll("[data-hint]")) {
    element.placeholder = word(element.dataset.hint);
  }
}

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

export function address(path) {
  return view.person ? `${path}?person=${view.person}` : path;
}
