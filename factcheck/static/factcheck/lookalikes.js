// Show the claims we have that look like the one being typed. Without this, a button asks for them.

import { ask } from "./asking.js";

const PAUSE = 250; // milliseconds without a key
const LONGEST = 2000;

const panel = document.getElementById("lookalikes");
const form = panel.closest("form");
const typed = ["existing", "statement", "exact"].map((name) => form.elements[name]);

let asked = words();
let request;
let timer;

function words() {
  const written = typed.map((field) => field.value.trim()).find(Boolean);
  return (written ?? panel.dataset.quote).slice(0, LONGEST);
}

// What was said already is not said again.
function say(...sentences) {
  const status = panel.querySelector("[role=status]");
  const said = sentences.map((one) => one.textContent ?? one).join("");
  if (status.textContent !== said) status.replaceChildren(...sentences);
}

// What had the focus keeps it if it is still there; else the heading has it, for it says where we are.
function show(fragment) {
  const rows = panel.querySelector(".rows");
  const held = rows.contains(document.activeElement) ? document.activeElement : null;
  const next = new DOMParser().parseFromString(fragment, "text/html");
  say(...next.querySelector("[role=status]").childNodes);
  rows.replaceChildren(...next.querySelector(".rows").childNodes);
  if (!held) return;
  const same = [...rows.querySelectorAll("button")].find(
    (button) => button.name === held.name && button.value === held.value,
  );
  (same ?? panel.querySelector("h3")).focus();
}

function fields(different) {
  const known = [...panel.querySelectorAll("input[name=different]")].map((input) => input.value);
  const apart = different ? [...known, different] : known;
  return [["text", asked], ...apart.map((pk) => ["different", pk])];
}

async function look(different = "") {
  request?.abort();
  request = new AbortController();
  asked = words();
  try {
    const { signal } = request;
    const answer = await ask(form, panel.dataset.url, fields(different), { signal });
    show(await answer.text());
  } catch (error) {
    if (error.name === "AbortError") return;
    asked = null;
    say(panel.dataset.failed);
  }
}

form.addEventListener("input", (event) => {
  if (!typed.includes(event.target)) return;
  clearTimeout(timer);
  timer = setTimeout(() => words() !== asked && look(), PAUSE);
});

panel.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.name !== "_different") return;
  event.preventDefault();
  look(button.value);
});

panel.querySelector("button[name=_look]").hidden = true;
