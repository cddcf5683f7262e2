// The preview's only script: it follows the file, keeps what is being written, and refreshes the overview.
// The respondents' own pages run no script; it reaches into them from the frame around them.
"use strict";

const at = document.body.dataset.at;
const page = document.getElementById("page");
const overview = document.getElementById("overview");
const said = document.getElementById("said");
const SOON = 300;
const OFTEN = 1000;
let version = document.body.dataset.version;
let waiting = 0;
let changed = false;

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** The id of the page that is shown, `kontroll` for the check page, or nothing. */
function place() {
  const path = page.contentWindow.location.pathname;
  const found = /\/side\/([^/]+)$/.exec(path);
  if (found) return decodeURIComponent(found[1]);
  return path.endsWith("/kontroll") ? "kontroll" : "";
}

function show(where) {
  page.contentWindow.location.replace(`${at}vis${where ? `?side=${encodeURIComponent(where)}` : ""}`);
}

/** What stands on the page now, kept without leaving it. */
async function keep() {
  changed = false;
  const form = page.contentDocument.getElementById("answers");
  const where = place();
  if (!form || !where) return;
  const address = `${at}lagre/${encodeURIComponent(where)}`;
  const answer = await fetch(address, { method: "POST", body: new FormData(form) });
  if (!answer.ok) return;
  const kept = await answer.json();
  if ("revision" in kept) form.elements.revision.value = kept.revision;
  await refresh();
}

async function refresh() {
  const answer = await fetch(`${at}oversikt?side=${encodeURIComponent(place())}`);
  if (!answer.ok) return;
  const made = new DOMParser().parseFromString(await answer.text(), "text/html");
  const open = [...overview.querySelectorAll("details[open]")].map((each) => each.id);
  const held = document.activeElement?.value;
  overview.replaceChildren(...made.body.childNodes);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (held) overview.querySelector(`button[value="${CSS.escape(held)}"]`)?.focus();
  mark();
}

/** Show in the overview where the page stands. */
function mark() {
  for (const each of overview.querySelectorAll("[data-page]")) {
    if (each.dataset.page === place()) each.setAttribute("aria-current", "page");
    else each.removeAttribute("aria-current");
  }
}

page.addEventListener("load", () => {
  page.contentDocument.addEventListener("input", () => {
    changed = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, SOON);
  });
  page.contentDocument.addEventListener("submit", () => clearTimeout(waiting));
  // Whoever is quick has typed before all of the page was there.
  if (typed()) keep();
  else refresh();
});

function typed() {
  const fields = page.contentDocument.querySelectorAll("#answers :is(input, textarea)");
  return [...fields].some((each) => each.value !== each.defaultValue || each.checked !== each.defaultChecked);
}

overview.addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  if (changed) await keep();
  const sent = new FormData(event.target, event.submitter);
  const where = place();
  sent.set("side", where);
  await fetch(event.target.action, { method: "POST", body: sent });
  show(event.submitter.value === "again:" ? "" : where);
});

async function follow() {
  for (;;) {
    await pause(OFTEN);
    try {
      if (changed) await keep();
      const answer = await fetch(`${at}stand`);
      const now = String((await answer.json()).version);
      said.textContent = "";
      if (now !== version) {
        version = now;
        show(place());
        overview.scrollTop = 0;
        said.textContent = "Filen er endret. Siden er oppdatert.";
      }
    } catch {
      said.textContent = "Forhåndsvisningen er stoppet.";
    }
  }
}

follow();
