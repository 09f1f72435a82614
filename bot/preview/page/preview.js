// The page goes on without loading anew: forms and links are sent in the background, and what came back replaces what
// differs. The server makes all of the HTML; without this script everything works by loading pages.

import { morph } from "./morph.js";

const PARTS = ["bar", "main"];
let queue = Promise.resolve();
let number = Number(document.body.dataset.number);

// XMLHttpRequest hands out parsed documents, in which no script runs.
function load(method, address, body) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    request.responseType = "document";
    request.onload = () => (request.response ? done(request) : failed(new Error(`status ${request.status}`)));
    request.onerror = () => failed(new Error("no connection"));
    request.send(body);
  });
}

// One after the other: what the editor does is never overtaken by a change of the content, nor the other way round.
function go(method, address, options) {
  queue = queue.then(() => goNow(method, address, options));
}

async function goNow(method, address, { body, push, focus } = {}) {
  try {
    const { response, responseURL } = await load(method, address, body);
    show(response);
    history[push ? "pushState" : "replaceState"](null, "", responseURL);
    document.getElementById(focus)?.focus();
    tell("");
  } catch (error) {
    tell(`The preview does not answer (${error.message}).`);
  }
}

// Shows the content as it is now, unless the page already does.
function refresh(wanted) {
  queue = queue.then(() => (wanted === number ? undefined : goNow("GET", location.href)));
}

function show(page) {
  const lines = count();
  const looked = document.getElementById("lookup")?.textContent;
  for (const id of PARTS) {
    const [old, wanted] = [document.getElementById(id), page.getElementById(id)];
    if (old && wanted) {
      morph(old, wanted);
    }
  }
  number = Number(page.body.dataset.number);
  if (count() !== lines) {
    toEnd();
  }
  light();
  const now = document.getElementById("lookup");
  if (now && now.textContent !== looked && matchMedia("(max-width: 59.99rem)").matches) {
    now.scrollIntoView();
  }
}

const count = () => document.querySelectorAll(".log > *").length;

function toEnd() {
  for (const log of document.querySelectorAll(".log")) {
    log.scrollTop = log.scrollHeight;
  }
}

// Two phones show the same moment.
function inStep({ target }) {
  if (target.classList?.contains("log") && target.matches(":hover, :focus-within")) {
    for (const other of document.querySelectorAll(".log")) {
      if (other !== target) {
        other.scrollTop = (target.scrollTop / (target.scrollHeight - target.clientHeight)) * (other.scrollHeight - other.clientHeight);
      }
    }
  }
}

// Brings the current step into view, within the graph only.
function light() {
  const graph = document.getElementById("graph");
  const node = graph?.querySelector(".chosen") || graph?.querySelector(".here");
  const name = node ? `${graph.getAttribute("aria-label")} ${node.id}` : "";
  if (node && graph.dataset.shown !== name) {
    const [frame, box] = [graph.getBoundingClientRect(), node.getBoundingClientRect()];
    graph.scrollLeft += box.left + box.width / 2 - frame.left - frame.width / 2;
    graph.scrollTop += box.top + box.height / 2 - frame.top - frame.height / 2;
    graph.dataset.shown = name;
  }
}

function tell(words) {
  document.getElementById("connection").textContent = words;
}

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  event.preventDefault();
  const data = new FormData(form);
  if (submitter?.name) {
    data.append(submitter.name, submitter.value);
  }
  const values = new URLSearchParams(data);
  if (form.method === "get") {
    go("GET", `${form.getAttribute("action")}?${values}`, { push: true });
  } else {
    go("POST", form.getAttribute("action"), { body: values });
  }
  if (form.id === "say") {
    form.reset();
  }
});

document.addEventListener("change", ({ target }) => {
  if (target.dataset.auto !== undefined) {
    target.form.requestSubmit();
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) {
    copy(button);
    return;
  }
  const link = event.target.closest("a");
  const address = link && (link.getAttribute("href") || link.getAttribute("xlink:href"));
  if (address?.startsWith("/p/") && !link.hasAttribute("download") && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    go("GET", address, { push: true, focus: link.classList.contains("where") ? "lookup" : undefined });
  }
});

async function copy(button) {
  const words = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not allowed by the browser";
  }
  setTimeout(() => (button.textContent = words), 1500);
}

document.addEventListener("scroll", inStep, { capture: true, passive: true });
addEventListener("popstate", () => go("GET", location.href));

const events = new EventSource("/events");
events.addEventListener("content", ({ data }) => {
  tell("");
  refresh(JSON.parse(data).number);
});
events.addEventListener("error", () => tell("The preview does not run any more. Start `merit serve` again."));

document.documentElement.classList.add("live");
toEnd();
light();
