// The workbench by keyboard and pointer. Without this, its form and its links do the same.

import { Article } from "./article.js";
import { ask } from "./asking.js";
import { Choice } from "./choice.js";
import { keepDraft } from "./drafts.js";
import { echoFigures } from "./figures.js";
import { helpOfKeys, switchOfKeys } from "./keys.js";
import "./lookalikes.js";
import { chooseByPointer } from "./pointer.js";
import { Suggestions } from "./suggestions.js";

const LONGEST_STATEMENT = 500;
const SENT = 10_000; // milliseconds in which nothing is sent twice

const bench = document.getElementById("content-main");
const form = document.getElementById("split-form");
const { statement } = form.elements;
const isLedHere = /[?&](sentence|after)=/.test(location.search);

echoFigures(form);
keepDraft(form);

const element = document.getElementById("sentences");
const article = new Article(element, element.closest("[lang]")?.lang);
const choice = new Choice(article, form);
const suggestions = new Suggestions(article, choice, form, say);
const isSwitchedOn = switchOfKeys(form);
const showHelp = helpOfKeys();
chooseByPointer(article, choice);

let prefilled = "";

function say(key) {
  const status = document.getElementById("said");
  status.textContent = status.dataset[key] ?? key;
}

function step(by) {
  const number = choice.span ? choice.current + by : choice.current;
  if (number < 0 || number >= article.sentences.length) return;
  choice.choose(article.span(number), number);
  choice.focus();
}

// The quoted words are a beginning; what somebody has written is left alone.
function claim() {
  if (!choice.span) step(0);
  const words = article.words(choice.span).replace(/\s+/g, " ");
  if ((!statement.value.trim() || statement.value === prefilled) && words.length <= LONGEST_STATEMENT) {
    prefilled = words;
    statement.value = words;
    statement.dispatchEvent(new Event("input", { bubbles: true }));
  }
  statement.focus();
  statement.select();
}

function toLookalike() {
  const button = document.querySelector("#lookalikes button[name=linked]");
  if (button) button.focus();
  else say("noLookalike");
}

function undo() {
  if (choice.undo()) {
    choice.focus();
    say("undone");
  } else say("nothingToUndo");
}

const withoutLetters = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  Escape: () => {
    choice.clear();
    say("cleared");
  },
};
const singleKeys = {
  j: () => step(1),
  k: () => step(-1),
  c: claim,
  "[": () => choice.span && choice.moveEnd(article.endBefore(choice.span.end)),
  "]": () => choice.span && choice.moveEnd(article.nextEnd(choice.span.end)),
  "{": () => choice.span && choice.moveStart(article.startBefore(choice.span.start)),
  "}": () => choice.span && choice.moveStart(article.nextStart(choice.span.start)),
  n: () => suggestions.next(),
  x: () => suggestions.dismiss(),
  m: toLookalike,
  u: undo,
  "?": showHelp,
};

element.addEventListener("focusin", (event) => {
  const number = article.numberOf(event.target);
  if (number !== null) choice.follow(number);
});

element.addEventListener("keydown", (event) => {
  // On many keyboards brackets are typed with AltGr, which counts as Ctrl and Alt.
  const isChord = event.ctrlKey || event.altKey || event.metaKey;
  if (isChord && !event.getModifierState("AltGraph")) return;
  const act = withoutLetters[event.key] ?? (isSwitchedOn() ? singleKeys[event.key] : undefined);
  if (!act) return;
  event.preventDefault();
  say("");
  act();
});

// Where there are no keys the way to the form does what “c” does.
document.getElementById("to-form").addEventListener("click", (event) => {
  event.preventDefault();
  claim();
});

bench.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.repeat) {
    event.preventDefault();
    form.requestSubmit(form.querySelector(".submit-row [type=submit]"));
  } else if (event.key === "Escape" && form.contains(event.target) && !event.target.list) {
    choice.focus();
  }
});

// Sending. Whoever was in another tab meanwhile may have logged in again there; whoever was logged
// out is led to the login, and finds the draft when coming back.
let isFresh = true;
let isSent = false;
document.addEventListener("visibilitychange", () => (isFresh = false));
addEventListener("pageshow", () => (isSent = false));

form.addEventListener("submit", async (event) => {
  if (isSent) {
    event.preventDefault();
    return;
  }
  form.elements.following.value = suggestions.following;
  if (isFresh) {
    isSent = true;
    setTimeout(() => (isSent = false), SENT);
    return;
  }
  event.preventDefault();
  const { submitter } = event;
  isSent = true;
  await ask(form, document.getElementById("lookalikes").dataset.url, [["text", ""]]).catch(() => {});
  isSent = false;
  isFresh = true;
  form.requestSubmit(submitter);
});

if (isLedHere) {
  choice.focus();
  say(document.querySelector(".messagelist")?.textContent.trim() ?? "");
}
