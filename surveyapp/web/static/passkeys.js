// Passkeys: a form with what to ask the browser for, which is sent on with what it answers. Without this, and where the
// browser has no passkeys, the form stays hidden.
"use strict";

const ASKS = {
  create: options => navigator.credentials.create({publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options)}),
  get: options => navigator.credentials.get({publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options)}),
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) continue;
  form.hidden = false;
  form.addEventListener("submit", async event => {
    // A key that the page will refuse for want of a name is not made: it would lie in the phone and open nothing.
    if (form.elements.name?.value === "") return;
    event.preventDefault();
    try {
      const answer = await ASKS[form.dataset.passkey](JSON.parse(form.elements.options.value));
      form.elements.credential.value = JSON.stringify(answer.toJSON());
    } catch {
      // She changed her mind, or has no key here: an empty answer, and the page says what to do.
      form.elements.credential.value = "";
    }
    form.submit();
  });
}
