// Moments in the language of the page and the visitor's own time zone, always with digits 0 to 9.

import { make, view } from "./view.js";

const REGIONS = { en: "en-GB" }; // English as it is written in the countries Merit helps in
const DAY = 24 * 3600 * 1000;

// Old phones often have a wrong clock, so the page goes by the server's.
const ahead = Date.parse(view.now) - Date.now();

export function now() {
  return new Date(Date.now() + ahead);
}

function formatter(kind, options) {
  try {
    return new Intl[kind](`${REGIONS[view.language] || view.language}-u-ca-gregory-nu-latn`, options);
  } catch {
    return new Intl[kind](REGIONS.en, options);
  }
}

export function clockTime(moment) {
  return formatter("DateTimeFormat", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(moment);
}

export function dayName(moment) {
  const days = Math.round((midnight(moment) - midnight(now())) / DAY);
  if (days === 0 || days === -1) {
    return formatter("RelativeTimeFormat", { numeric: "auto" }).format(days, "day");
  }
  return formatter("DateTimeFormat", { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(moment);
}

function midnight(moment) {
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate());
}

export function timeElement(moment, kind) {
  const element = make("time", { datetime: moment.toISOString(), "data-time": kind });
  tell(element);
  return element;
}

export function sameDay(one, other) {
  return one !== null && midnight(one).getTime() === midnight(other).getTime();
}

export function tellAgain(root) {
  root.querySelectorAll("[data-time]").forEach(tell);
}

function tell(element) {
  const moment = new Date(element.dateTime);
  element.textContent = element.dataset.time === "day" ? dayName(moment) : clockTime(moment);
}
