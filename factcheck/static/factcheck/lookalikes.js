// Show the claims we have that look like the one being typed. Without this, a button asks for them.

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

// Drafts travel in a body: addresses are kept in logs, and a long one is refused.
function ask(different) {
  const { value } = form.elements.csrfmiddlewaretoken;
  const body = new URLSearchParams({ csrfmiddlewaretoken: value, text: asked });
  for (const input of panel.querySelectorAll("input[name=different]")) body.append("different", input.value);
  if (different) body.append("different", different);
  return fetch(panel.dataset.url, { method: "POST", body, signal: request.signal });
}

// Who logged in again in another tab has another token: with it this form can be sent as well.
async function renewToken() {
  const answer = await fetch(location.href, { signal: request.signal });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const renewed = page.getElementById(form.id)?.elements.csrfmiddlewaretoken;
  if (renewed) form.elements.csrfmiddlewaretoken.value = renewed.value;
  return Boolean(renewed);
}

async function look(different = "") {
  request?.abort();
  request = new AbortController();
  asked = words();
  try {
    let answer = await ask(different);
    if (answer.status === 403 && (await renewToken())) answer = await ask(different);
    // Whoever was logged out meanwhile is led to the login.
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
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
