// Sending a photo or document: only while the question that waits asks for one.

import { address, view } from "./view.js";
import { newId } from "./outbox.js";

const TIMEOUT = 130000;

const button = document.getElementById("attach");
const input = document.getElementById("file");

// `sending` is called when a file leaves, `done` with "sent" or "failed".
export function setUpAttach(sending, done) {
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file || button.disabled) {
      return;
    }
    button.disabled = true;
    sending();
    const outcome = await post(file);
    input.value = "";
    button.disabled = false;
    done(outcome);
  });
}

// The newest message of Merit's is the question that waits.
export function offerAttach(line) {
  button.hidden = !(view.uploads && line.asks_file);
}

export function withdrawAttach() {
  button.hidden = true;
}

async function post(file) {
  const form = new FormData();
  form.append("id", newId());
  form.append("file", file, "file"); // what it is called on the phone is nobody's business
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TIMEOUT);
  try {
    const response = await fetch(address("/chat/uploads"), { method: "POST", body: form, signal: stop.signal });
    return response.ok ? "sent" : "failed";
  } catch {
    return "failed";
  } finally {
    clearTimeout(timer);
  }
}
