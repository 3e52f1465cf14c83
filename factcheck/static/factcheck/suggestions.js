// The suggestions beside the article, by key and by pointer. Their list may be missing.

import { ask } from "./asking.js";

export class Suggestions {
  constructor(article, choice, form, say) {
    Object.assign(this, { article, choice, form, say });
    this.list = document.getElementById("suggestions");
    this.list?.addEventListener("submit", (event) => this.#sent(event));
    this.list?.addEventListener("click", (event) => this.#clicked(event));
  }

  get #items() {
    const items = this.list ? [...this.list.querySelectorAll("li[data-sentence]")] : [];
    return items.filter((item) => Number(item.dataset.sentence) <= this.article.sentences.length);
  }

  #itemOf(number) {
    return this.#items.find((item) => Number(item.dataset.sentence) === number + 1);
  }

  // The one behind the sentence that is current, else the best; undefined behind the last.
  get #next() {
    const items = this.#items;
    return items[items.indexOf(this.#itemOf(this.choice.current)) + 1];
  }

  // Where to go on once this sentence is split out: the number as the server counts, or nothing.
  get following() {
    return this.#itemOf(this.choice.current) ? (this.#next?.dataset.sentence ?? "") : "";
  }

  next() {
    const item = this.#next;
    if (item) this.#choose(item);
    else this.say("noSuggestion");
  }

  dismiss() {
    const form = this.#itemOf(this.choice.current)?.querySelector("form.dismiss");
    if (form) this.#dismiss(form);
    else this.say("notSuggested");
  }

  #choose(item) {
    const number = Number(item.dataset.sentence) - 1;
    this.choice.choose(this.article.span(number), number);
    this.choice.focus();
  }

  async #dismiss(form) {
    const item = form.closest("li");
    const following = this.#items[this.#items.indexOf(item) + 1];
    const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    try {
      await ask(this.form, form.action, fields, { headers: { Accept: "application/json" } });
    } catch {
      this.say("notDismissed");
      return;
    }
    const isCurrent = item === this.#itemOf(this.choice.current);
    item.remove();
    if (isCurrent && following) this.#choose(following);
    else if (item.contains(document.activeElement) || document.activeElement === document.body) this.choice.focus();
    this.say("dismissed");
  }

  #sent(event) {
    const form = event.target;
    if (!form.classList.contains("dismiss")) return;
    event.preventDefault();
    this.#dismiss(form);
  }

  // “Split this” opens the page at that sentence; here we are on it already.
  #clicked(event) {
    const item = event.target.closest("li[data-sentence]");
    const asks = event.target.closest("a[href*='sentence='], form:not(.dismiss) button");
    if (!item || !asks || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#choose(item);
  }
}
