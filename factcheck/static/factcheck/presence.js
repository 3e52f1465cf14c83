// While this form holds changes that are not saved, say so to colleagues, and show who else does.

const EVERY = 60_000; // milliseconds between two signs

const panel = document.getElementById("presence");
const form = document.getElementById("claim_form");

let timer;

function told(state) {
  const { value } = form.elements.csrfmiddlewaretoken;
  return new URLSearchParams({ csrfmiddlewaretoken: value, state });
}

function people(root) {
  return [...root.querySelectorAll("[data-person]")].map((mark) => mark.dataset.person).join();
}

async function sign() {
  try {
    const answer = await fetch(panel.dataset.url, { method: "POST", body: told("changing") });
    if (!answer.ok || answer.redirected) return;
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (people(next) === people(panel)) return; // what was said is not said again
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
