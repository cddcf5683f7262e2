// Saves each answer as it is given. The form works without this, and what is sent here is sent again by its buttons.
//
// For each field it remembers what may be stored: `null` for what was there when the page was made, then what it sent
// itself. The server saves over nothing else, so nobody's answer is lost, and no request needs to come only once.

const form = document.getElementById("answers");
const status = document.querySelector(".saving");
const hidden = (name) => form.elements.namedItem(name);
const PAUSE = 1000;
const WAITS = [1000, 2000, 5000, 10000, 30000];
const KEEPALIVE = 60000; // Browsers refuse larger ones when a page is being left.

const known = new Map();
const waiting = new Set();
const unsaved = new Set();
const clashing = new Set((hidden("_clash")?.value ?? "").split(" ").filter(Boolean));
let [timer, tries, lost, busy, stopped, leaving] = [0, 0, false, false, false, false];

const words = (name) => new FormData(form).getAll(name).filter((word) => word !== "");
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const mine = (control) => control.closest(".question") && control.name && !control.name.startsWith("_");

function tell(state, text = status.dataset[state]) {
  status.dataset.state = state;
  // The same words are not written twice: a screen reader would say them for every answer.
  if (status.textContent !== text) status.textContent = text;
}

function carry(name, value) {
  const input = hidden(name) ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
  input.value = value;
}

function know(name, states) {
  known.set(name, states);
  carry("_known", JSON.stringify(Object.fromEntries(known)));
}

function changed(event, wait) {
  if (stopped || !mine(event.target) || clashing.has(event.target.name)) return;
  waiting.add(event.target.name);
  later(wait);
}

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(send, wait);
}

// What waits and is not stored already: a field may have been changed and changed back.
function taken() {
  const fields = {};
  for (const name of waiting) {
    const now = words(name);
    const states = known.get(name) ?? [null];
    if (states.length > 1 || !same(states[0], now)) fields[name] = now;
    else waiting.delete(name);
  }
  return fields;
}

async function send() {
  clearTimeout(timer);
  if (stopped || (busy && !leaving)) return false;
  const fields = taken();
  const names = Object.keys(fields);
  waiting.clear();
  if (!names.length) return true;
  const body = JSON.stringify({
    revision: Number(hidden("revision").value),
    fields,
    known: Object.fromEntries(names.map((name) => [name, known.get(name) ?? [null]])),
  });
  // Until the answer comes, what is sent may be stored or not.
  for (const name of names) know(name, [...(known.get(name) ?? [null]).slice(0, 9), fields[name]]);
  busy = true;
  const slow = setTimeout(() => tries || tell("saving"), 500);
  const answer = await ask(body);
  clearTimeout(slow);
  busy = false;
  lost = !answer;
  if (answer?.ok) {
    heard(fields, answer.told);
    return !waiting.size;
  }
  if (answer && answer.status < 500 && answer.status !== 429) return stop(answer);
  names.forEach((name) => waiting.add(name));
  tell("failed");
  later(WAITS[Math.min(tries++, WAITS.length - 1)]);
  return false;
}

async function ask(body) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": hidden("csrf_token").value };
  const signal = AbortSignal.timeout?.(20000);
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "PATCH", headers, body, signal, keepalive: body.length < KEEPALIVE });
    // Read to its end before the next is sent: whoever goes through the choices with the arrows gives many in a second.
    const told = answer.json();
    return { ok: answer.ok, status: answer.status, told: await (answer.ok ? told : told.catch(() => null)) };
  } catch {
    return null;
  }
}

function heard(fields, told) {
  tries = 0;
  const clashes = new Map(told.conflicts.map((conflict) => [conflict.field, conflict]));
  for (const name of Object.keys(fields)) {
    unsaved.delete(name);
    if (told.unsaved.includes(name)) unsaved.add(name);
    else if (!clashes.has(name)) know(name, since(fields[name], known.get(name)));
    else if (!waiting.has(name)) choose(clashes.get(name));
  }
  if (Object.keys(taken()).length) later(0);
  else if (!clashes.size) tell(unsaved.size ? "unsaved" : "saved");
}

// What was sent after a state that is stored may be stored too.
function since(stored, states) {
  const last = states.findLastIndex((state) => same(state, stored));
  return last < 0 ? [stored] : states.slice(last);
}

// Somebody else has answered the same: both answers stand there, as they would on a page from the server.
function choose({ field, theirs, html }) {
  const place = document.getElementById(field);
  const found = new DOMParser().parseFromString(html, "text/html").getElementById(field);
  if (!place || !found) return;
  const before = new FormData(form);
  for (const input of found.querySelectorAll("input[type=hidden]")) {
    if (input.name !== field && before.has(input.name)) input.value = before.get(input.name);
  }
  const focused = place.contains(document.activeElement);
  place.replaceWith(document.adoptNode(found));
  clashing.add(field);
  carry("_clash", [...clashing].join(" "));
  know(field, [theirs]);
  tell("clash", found.querySelector(".clash").textContent.trim());
  if (focused) found.querySelector("input[type=radio]").focus({ preventScroll: true });
}

function stop({ told }) {
  stopped = true;
  tell("stopped", told?.words ?? status.dataset.failed);
  if (told?.link) {
    const [href, text] = told.link;
    status.append(" ", Object.assign(document.createElement("a"), { href, textContent: text, className: "ds-link" }));
  }
  return false;
}

function leave() {
  leaving = true;
  send();
  leaving = false;
}

async function submitted(event) {
  if (!lost && navigator.onLine) {
    clearTimeout(timer);
    waiting.clear();
    return;
  }
  // Without a network the browser would show a page of its own in place of the answers.
  event.preventDefault();
  const button = event.submitter;
  if (navigator.onLine && (await send())) form.requestSubmit(button);
  else tell("failed");
}

form.addEventListener("input", (event) => changed(event, PAUSE));
form.addEventListener("change", (event) => changed(event, 0));
form.addEventListener("submit", submitted);
addEventListener("online", () => later(0));
addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", () => document.hidden && leave());
addEventListener("beforeunload", (event) => lost && waiting.size && event.preventDefault());
