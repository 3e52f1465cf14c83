// While this form holds changes that are not saved, say so to colleagues, and show who else does.

const EVERY = 60_000; // milliseconds between two signs

const panel = document.getElementById("presence");
const form = document.getElementById("claim_form");

let timer;

function told(state) {
  const { value } = form.elements.csrfmiddlewaretoken;
  return new URLSearchParams({ csrfmiddlewaretoken: value, state });
}

async function sign() {
  try {
    const answer = await fetch(panel.dataset.url, { method: "POST", body: told("changing") });
    if (!answer.ok || answer.redirected) return;
    const fragment = await answer.text();
    if (panel.innerHTML.trim() === fragment.trim()) return; // what was said is not said again
    const next = new DOMParser().parseFromString(fragment, "text/html");
    panel.replaceChildren(...next.body.childNodes);
  } catch {
    // Somebody offline attends to nothing; the next sign tells again.
  }
}

function begin() {
  if (timer) return;
  sign();
  timer = setInterval(() => document.hidden || sign(), EVERY);
}

form?.addEventListener("input", begin);
form?.addEventListener("change", begin);
addEventListener("pagehide", () => timer && navigator.sendBeacon(panel.dataset.url, told("left")));
