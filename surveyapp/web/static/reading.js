// Reads questions aloud with the browser's own voices. Where it cannot speak the page's language, nothing is added.

const settings = document.querySelector("script[data-say]").dataset;
const language = document.documentElement.lang;
const speech = window.speechSynthesis;
// Norwegian voices call themselves by several names; the nearest comes first.
const NEAR = { nb: ["nb", "no"], nn: ["nn", "nb", "no"] };

function voices() {
  const wanted = NEAR[language] ?? [language];
  const of = (voice) => wanted.indexOf(voice.lang.toLowerCase().split(/[-_]/)[0]);
  return speech
    .getVoices()
    .filter((voice) => of(voice) >= 0)
    .sort((one, other) => of(one) - of(other));
}

const chosen = () => voices().find((voice) => voice.name === settings.voice) ?? voices()[0];

// Not read: what is hidden, what the browser says in other ways, and the buttons.
const SILENT = "button, script, svg, input, textarea, select, [hidden], [aria-hidden=true], .ds-tag, .ds-sr-only, details";

function words(question) {
  const copy = question.cloneNode(true);
  copy.querySelectorAll(SILENT).forEach((part) => part.remove());
  const parts = [...copy.querySelectorAll("legend, label, .guidance, .ds-validation-message, li, p")];
  const outermost = parts.filter((part) => !parts.some((other) => other !== part && other.contains(part)));
  return outermost.map((part) => part.textContent.trim().replace(/\s+/g, " ")).filter(Boolean);
}

let reading = null;

function stop() {
  speech.cancel();
  if (reading) reading.textContent = settings.say;
  reading = null;
}

function read(button, question) {
  const again = reading === button;
  stop();
  if (again) return;
  reading = button;
  button.textContent = settings.stop;
  // Sentence by sentence: some browsers break off a long one.
  const spoken = words(question);
  spoken.forEach((sentence, number) => {
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.lang = language;
    utterance.voice = chosen();
    if (number === spoken.length - 1) utterance.onend = () => reading === button && stop();
    speech.speak(utterance);
  });
}

function addButtons() {
  if (document.querySelector(".read-aloud") || !chosen()) return;
  for (const question of document.querySelectorAll("form .question, form .information")) {
    if (question.parentElement.closest(".question")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ds-button read-aloud";
    button.dataset.variant = "secondary";
    button.dataset.size = "sm";
    button.textContent = settings.say;
    button.addEventListener("click", () => read(button, question));
    const legend = question.querySelector("legend");
    if (legend) legend.after(button);
    else question.prepend(button);
  }
}

function addVoices() {
  const place = document.querySelector("div[data-voices]");
  const found = voices();
  if (place.childElementCount || found.length < 2) return;
  const label = document.createElement("label");
  label.className = "ds-label";
  label.htmlFor = "voice";
  label.textContent = settings.voices;
  const select = document.createElement("select");
  select.id = "voice";
  select.name = "voice";
  select.className = "ds-input";
  for (const voice of found) select.add(new Option(voice.name, voice.name, false, voice.name === chosen().name));
  place.append(label, select);
}

if (speech) {
  const begin = document.querySelector("div[data-voices]") ? addVoices : addButtons;
  begin();
  // Some browsers find their voices only after the page is there.
  speech.addEventListener?.("voiceschanged", begin);
  addEventListener("pagehide", stop);
}
