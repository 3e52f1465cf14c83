// Keep what is typed until it is saved: in this tab, for this person and this article.

const PAUSE = 300; // milliseconds without a key
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "text", "draft"]);
const OF_THE_WORDS = new Set(["start", "exact", "first", "last", "occurrence", "following"]);
const OF_AN_ADDRESS = ["sentence", "after"];

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null; // no storage, or nothing of ours in it
  }
}

function write(key, draft) {
  try {
    if (draft) sessionStorage.setItem(key, JSON.stringify(draft));
    else sessionStorage.removeItem(key);
  } catch {
    // No room and no storage are no reason to stop anybody from typing.
  }
}

// Fill in a draft; words are left out where the text is another, or others are asked for. Returns
// whether anything but the words is different from what the page came with.
function fill(form, draft) {
  const asked = new URLSearchParams(location.search);
  const isOfOtherWords = draft.text !== form.elements.text.value || asked.has("sentence");
  let isTyped = false;
  for (const field of form.elements) {
    if (!field.name || NOT_KEPT.has(field.name) || !("defaultValue" in field || field.options)) continue;
    const isOfWords = OF_THE_WORDS.has(field.name);
    if (isOfWords && isOfOtherWords) continue;
    const values = draft.fields.filter(([name]) => name === field.name).map(([, value]) => value);
    const isBox = field.type === "checkbox";
    const before = isBox ? field.checked : field.value;
    if (isBox) field.checked = values.includes(field.value);
    else if (values.length) [field.value] = values;
    if (before === (isBox ? field.checked : field.value)) continue;
    isTyped ||= !isOfWords;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return isTyped;
}

// Bring back what was typed here and not saved, before anything else looks at the form.
export function keepDraft(form) {
  const key = `workbench ${form.dataset.user} ${form.dataset.source}`;
  const notice = document.getElementById("restored");
  const { draft: token } = form.elements;
  let kept = read(key);
  if (kept && kept.token === form.dataset.saved) {
    write(key, null);
    kept = null;
  }
  if (kept && "fresh" in form.dataset) {
    notice.hidden = !fill(form, kept);
    token.value = kept.token;
  }
  token.value ||= `${Date.now()}-${Math.random()}`;
  // The sentence an address asks for is in the form by now; when the page is opened again, the
  // words chosen meanwhile are.
  const here = new URL(location.href);
  for (const name of OF_AN_ADDRESS) here.searchParams.delete(name);
  history.replaceState(null, "", here);

  let timer;
  function keep() {
    clearTimeout(timer);
    timer = undefined;
    const fields = [...new FormData(form)].filter(([name]) => !NOT_KEPT.has(name));
    write(key, { token: token.value, text: form.elements.text.value, fields });
  }
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  addEventListener("pagehide", () => timer && keep());
  notice.querySelector("button").addEventListener("click", () => {
    clearTimeout(timer);
    timer = undefined;
    write(key, null);
    location.assign(location.pathname);
  });
}
