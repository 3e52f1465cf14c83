// Shows the buttons for keys where the browser knows keys, and says when one could not be used.
// The ceremony itself is allauth's (mfa/js/webauthn.js).

for (const part of document.querySelectorAll("[data-needs-keys]")) {
  part.hidden = !window.PublicKeyCredential;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault(); // it would only be in the console
  document.querySelector("#key-failed").hidden = false;
});
