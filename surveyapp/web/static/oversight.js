// Keeps the page of those who oversee municipalities up to date. Without this, the link «Oppdater» does the same.
//
// It asks whether anything has changed, and a server that has nothing new to say answers with a line. Nothing is asked
// while the page is hidden, and less often while nobody answers.

const status = document.querySelector(".updated");
const USUAL = Number(status.dataset.seconds) * 1000;
const LONGEST = 300000;

let [tag, wait, timer] = [status.dataset.tag, USUAL, 0];

function later() {
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(ask, wait);
}

async function ask() {
  clearTimeout(timer);
  try {
    const answer = await fetch(status.dataset.at, {
      headers: { "If-None-Match": `"${tag}"` },
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout?.(20000),
    });
    if (answer.status !== 304 && !answer.ok) return answer.status < 500 ? stop() : slower();
    wait = USUAL;
    if (answer.ok) show(await answer.text(), answer.headers.get("ETag"));
  } catch {
    return slower();
  }
  later();
}

function show(html, etag) {
  const found = new DOMParser().parseFromString(html, "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const fresh = found.getElementById(part.id);
    if (!fresh || fresh.outerHTML === part.outerHTML) continue;
    const unfolded = [...part.querySelectorAll("details[open]")].map((each) => each.id);
    for (const id of unfolded) fresh.querySelector(`#${id}`)?.setAttribute("open", "");
    const focused = part.contains(document.activeElement) && document.activeElement.getAttribute("href");
    part.replaceWith(document.adoptNode(fresh));
    if (focused) fresh.querySelector(`a[href="${focused}"]`)?.focus({ preventScroll: true });
  }
  tag = etag.replaceAll(/^W\/|"/g, "");
  const said = document.getElementById("live-total").dataset.said;
  const clock = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  status.textContent = `${said}. ${status.dataset.updated} ${clock}`;
}

function slower() {
  wait = Math.min(wait * 2, LONGEST);
  later();
}

// Signed out, or not allowed any more: nothing more will come.
function stop() {
  status.textContent = status.dataset.stopped;
}

document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : ask()));
later();
