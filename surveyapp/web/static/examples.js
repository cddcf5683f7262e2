// An example is taken over by a tap: it goes into the first empty line of its list.

for (const example of document.querySelectorAll("[data-example]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ds-button";
  button.dataset.variant = "secondary";
  button.dataset.size = "sm";
  button.textContent = example.textContent.trim();
  button.addEventListener("click", () => take(button));
  example.replaceChildren(button);
}

function take(button) {
  const lines = [...button.closest("fieldset").querySelectorAll("input[type=text]")];
  const words = button.textContent;
  if (lines.some((line) => line.value.trim().toLowerCase() === words.toLowerCase())) return;
  const line = lines.find((each) => !each.value.trim());
  if (!line) return;
  line.value = words;
  // What listens to typing must hear of it too.
  line.dispatchEvent(new Event("input", { bubbles: true }));
  line.dispatchEvent(new Event("change", { bubbles: true }));
  line.focus();
}
