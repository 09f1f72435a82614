// Keeps an open page of the desk fresh. Every page works without it.

const notice = document.getElementById("notice");
const title = document.title.replace(/^\(\d+\) /, "");

function say(words) {
  notice.hidden = !words;
  if (notice.textContent !== words) notice.textContent = words;
}

// ---- fragments: fetched anew when their ticket changed

function fetched(address) {
  // A document made by the browser itself: no string of ours becomes markup.
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => resolve(request);
    request.onerror = () => reject(new Error("no connection"));
    request.send();
  });
}

async function refresh(old) {
  const request = await fetched(old.dataset.live);
  if ([401, 403, 404].includes(request.status)) return location.reload();
  const fresh = request.status === 200 && request.response?.getElementById(old.id);
  if (!fresh) return undefined;
  const kept = keep(old);
  const filled = [...kept.typed.map(([id]) => id), ...kept.files.map(({ id }) => id)];
  if (filled.some((id) => !fresh.querySelector(`#${CSS.escape(id)}`))) {
    return say(notice.dataset.changed);
  }
  old.className = fresh.className;
  for (const [name, value] of Object.entries(fresh.dataset)) old.dataset[name] = value;
  if ("keyed" in old.dataset) merge(old, fresh);
  else old.replaceChildren(...fresh.childNodes);
  restore(old, kept);
  if (old.id === "waiting") count(old);
  return undefined;
}

function merge(old, fresh) {
  // Lines that did not change stay, so that a screen reader reads out only new ones.
  const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 80;
  const known = new Map([...old.children].map((each) => [each.id, each]));
  for (const line of [...fresh.children]) {
    const before = known.get(line.id);
    known.delete(line.id);
    if (!before) old.append(line);
    else if (!before.isEqualNode(line)) before.replaceWith(line);
  }
  for (const gone of known.values()) gone.remove();
  if (atEnd) old.lastElementChild?.scrollIntoView({ block: "nearest" });
}

function changed(field) {
  if (field instanceof HTMLSelectElement) {
    return [...field.options].some((each) => each.selected !== each.defaultSelected && each.index > 0);
  }
  return field.value !== field.defaultValue;
}

function keep(root) {
  const fields = [...root.querySelectorAll("textarea[id], input[id], select[id]")];
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  return {
    files: fields.filter((each) => each.files?.length),
    typed: fields.filter((each) => each.type !== "file" && changed(each)).map((each) => [each.id, each.value]),
    open: [...root.querySelectorAll("details[id][open]")].map((each) => each.id),
    focus: focused && (focused.id || path(root, focused)),
    selection: focused && "selectionStart" in focused
      ? [focused.selectionStart, focused.selectionEnd]
      : null,
  };
}

function path(root, element) {
  const name = element.closest("[id]");
  return name && root.contains(name) ? [name.id, element.tagName] : null;
}

function restore(root, kept) {
  for (const id of kept.open) root.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
  for (const file of kept.files) root.querySelector(`#${CSS.escape(file.id)}`)?.replaceWith(file);
  for (const [id, value] of kept.typed) root.querySelector(`#${CSS.escape(id)}`).value = value;
  if (!kept.focus) return;
  const [id, tag] = [kept.focus].flat();
  const found = document.getElementById(id);
  const target = tag ? found?.querySelector(tag.toLowerCase()) : found;
  if (!target || target === document.activeElement) return;
  target.focus({ preventScroll: true });
  if (kept.selection?.[0] != null) target.setSelectionRange(...kept.selection);
}

function count(waiting) {
  const number = Number(waiting.dataset.count);
  document.title = number ? `(${number}) ${title}` : title;
}

const running = new Map();

function refreshSoon(element) {
  // One request for each part at a time, and one more if something changed meanwhile.
  if (running.has(element)) return running.set(element, true);
  running.set(element, false);
  return refresh(element)
    .catch(() => say(notice.dataset.lost))
    .finally(() => {
      const again = running.get(element);
      running.delete(element);
      if (again) refreshSoon(element);
    });
}

function refreshAll(code) {
  for (const each of document.querySelectorAll("[data-live]")) {
    if (!code || !each.dataset.code || each.dataset.code === code) refreshSoon(each);
  }
}

// ---- the stream: also in background tabs; the browser resumes where it left off

function listen(address) {
  const stream = new EventSource(address);
  stream.addEventListener("ready", () => say(""));
  stream.addEventListener("ticket", (event) => refreshAll(event.data));
  stream.addEventListener("reload", () => refreshAll(""));
  stream.addEventListener("over", () => {
    stream.close();
    location.reload();
  });
  stream.onerror = () => {
    say(notice.dataset.lost);
    if (stream.readyState === EventSource.CLOSED) {
      setTimeout(() => {
        refreshAll("");
        listen(address);
      }, 5000);
    }
  };
  addEventListener("pagehide", () => stream.close());
}

if (document.body.dataset.events) listen(document.body.dataset.events);
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// ---- forms: sent once, and not lost by leaving the page

let sending = false;
addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  if (event.target.dataset.sent) return event.preventDefault();
  const form = event.target;
  form.dataset.sent = "yes";
  // What is half written in another form of the page is still asked about.
  sending = ![...document.querySelectorAll("textarea[id]")].some((each) => changed(each) && !form.contains(each));
  // Whoever stops the browser, or stays on the page, can send it again.
  setTimeout(() => {
    delete form.dataset.sent;
    sending = false;
  }, 10000);
  return undefined;
});

// ---- a session in which somebody types does not end

let typing = false;
addEventListener("input", () => {
  typing = true;
});
if (document.body.dataset.here) {
  setInterval(() => {
    if (typing) fetch(document.body.dataset.here).catch(() => {});
    typing = false;
  }, 240000);
}

addEventListener("beforeunload", (event) => {
  const typed = [...document.querySelectorAll("textarea[id]")].some(changed);
  if (typed && !sending) event.preventDefault();
});

// ---- keys: / searches, j and k move, r answers

function move(step) {
  const rows = [...document.querySelectorAll("[data-row]")];
  const at = rows.indexOf(document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step;
  rows[Math.min(Math.max(next, 0), rows.length - 1)]?.focus();
}

const keys = {
  "/": () => document.getElementById("search")?.focus(),
  j: () => move(1),
  k: () => move(-1),
  r: () => document.getElementById("answer")?.focus(),
};

if (document.body.dataset.keys) {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

// ---- passkeys

async function passkey(form) {
  const options = JSON.parse(form.dataset.options);
  const made = form.dataset.passkey === "create"
    ? await navigator.credentials.create({
        publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
      })
    : await navigator.credentials.get({
        publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
      });
  form.elements.answer.value = JSON.stringify(made.toJSON());
  form.submit();
}

for (const form of document.querySelectorAll("[data-passkey]")) {
  const usable = globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON;
  form.hidden = !usable || form.dataset.origin !== location.origin;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    passkey(form).catch(() => {}); // the person closed the browser's own dialog
  });
}
