// The words chosen in the article: shown there, told beside it, and put into the form.

const MOST_STEPS = 200;
const LONGEST_SHOWN = 600;
const HIGHLIGHT = "chosen-words";

const same = (one, other) => one?.start === other?.start && one?.end === other?.end;

export class Choice {
  #steps = [];
  #anchor = null; // what choosing began with, for whoever extends from there

  constructor(article, form) {
    this.article = article;
    this.form = form;
    this.span = this.#inForm();
    this.current = this.span ? article.numberAt(this.span.start) : 0;
    this.#anchor = this.span;
    for (const sentence of article.sentences) sentence.querySelector(".number").tabIndex = -1;
    this.#point(this.current);
    this.#draw();
    if (this.span) this.#fill();
    else this.#tell(form.elements.exact.value);
    this.#listen();
  }

  get isOfWholeSentences() {
    if (!this.span) return true;
    const { start, end } = this.span;
    const last = this.article.numberAt(end - 1);
    return this.article.starts[this.article.numberAt(start)] === start && this.article.span(last).end === end;
  }

  choose(span, current = this.article.numberAt(span.start)) {
    this.#anchor = span;
    this.#move(span, current);
  }

  // From where choosing began to another sentence or word, whichever way.
  extend(span) {
    const from = this.#anchor ?? span;
    const whole = { start: Math.min(from.start, span.start), end: Math.max(from.end, span.end) };
    this.#move(whole, this.article.numberAt(span.start));
  }

  // Move one end to a place; nothing happens where no word would be left.
  moveEnd(place) {
    if (place !== null && this.span && place > this.span.start) this.choose({ ...this.span, end: place }, this.current);
  }

  moveStart(place) {
    if (place !== null && this.span && place < this.span.end) this.choose({ ...this.span, start: place });
  }

  clear() {
    if (this.span) this.#move(null, this.current);
  }

  undo() {
    const step = this.#steps.pop();
    if (!step) return false;
    this.#anchor = step.span;
    this.#set(step.span, step.current, step.typed);
    return true;
  }

  // The keys work where the focus is.
  focus() {
    this.article.link(this.current).focus({ preventScroll: true });
    this.article.sentences[this.current].scrollIntoView({ block: "nearest" });
  }

  #move(span, current) {
    if (same(span, this.span) && current === this.current) return;
    this.#remember();
    this.#set(span, current);
  }

  #remember() {
    const typed = this.span ? "" : this.form.elements.exact.value;
    this.#steps.push({ span: this.span, current: this.current, typed });
    if (this.#steps.length > MOST_STEPS) this.#steps.shift();
  }

  #set(span, current, typed = "") {
    this.span = span;
    this.#point(current);
    this.#draw();
    this.#fill(typed);
  }

  // Where the focus went by other means than ours, the keys go on from.
  follow(number) {
    if (number !== this.current) this.#point(number);
  }

  // One sentence is reached with the tabulator; from there the arrows lead on.
  #point(number) {
    const before = this.article.link(this.current);
    before.tabIndex = -1;
    before.removeAttribute("aria-current");
    this.current = number;
    const link = this.article.link(number);
    link.tabIndex = 0;
    link.setAttribute("aria-current", "true");
  }

  #draw() {
    const range = this.span && this.article.range(this.span);
    if (window.CSS?.highlights) {
      if (range) CSS.highlights.set(HIGHLIGHT, new Highlight(range));
      else CSS.highlights.delete(HIGHLIGHT);
      return;
    }
    const drawn = getSelection();
    drawn.removeAllRanges();
    if (range) drawn.addRange(range);
  }

  #fill(typed = "") {
    const { first, last, occurrence } = this.form.elements;
    first.value = this.span ? this.article.numberAt(this.span.start) + 1 : "";
    last.value = this.span ? this.article.numberAt(this.span.end - 1) + 1 : "";
    occurrence.value = "";
    this.#fillWords(typed);
  }

  #fillWords(typed = "") {
    const { start, exact } = this.form.elements;
    start.value = this.span?.start ?? "";
    exact.value = this.span ? this.article.words(this.span) : typed;
    this.#tell(exact.value);
    exact.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #tell(words) {
    const quote = document.getElementById("chosen");
    quote.textContent = words.length > LONGEST_SHOWN ? `${words.slice(0, LONGEST_SHOWN)}…` : words;
    quote.hidden = !words;
    document.getElementById("none-chosen").hidden = Boolean(words);
  }

  // What the form says when the page opens: a place with its words, or numbers of sentences.
  #inForm() {
    const { start, exact } = this.form.elements;
    if (exact.value && start.value) {
      const span = { start: Number(start.value), end: Number(start.value) + [...exact.value].length };
      return this.article.words(span) === exact.value ? span : null;
    }
    return exact.value ? null : this.#inNumbers();
  }

  #inNumbers() {
    const { first, last } = this.form.elements;
    const from = Number(first.value) - 1;
    const to = Number(last.value || first.value) - 1;
    if (!(from >= 0 && from <= to && to < this.article.sentences.length)) return null;
    return { start: this.article.starts[from], end: this.article.span(to).end };
  }

  // What is typed by hand counts: numbers choose sentences, other words are looked for as they are.
  #listen() {
    const { start, exact, first, last } = this.form.elements;
    first.addEventListener("input", (event) => {
      if (event.isTrusted && Number(last.value) < Number(first.value)) last.value = first.value;
    });
    for (const field of [first, last]) {
      field.addEventListener("input", (event) => event.isTrusted && this.#takeNumbers());
    }
    exact.addEventListener("input", (event) => {
      if (!event.isTrusted) return;
      start.value = "";
      this.span = null;
      this.#draw();
      this.#tell(exact.value);
    });
  }

  // Numbers that are none of the article's are left for the server to refuse; words typed by hand
  // stay until a number names others.
  #takeNumbers() {
    const typed = this.span ? "" : this.form.elements.exact.value;
    this.#remember();
    this.span = this.#inNumbers();
    this.#anchor = this.span;
    if (this.span) this.#point(this.article.numberAt(this.span.start));
    this.#draw();
    this.#fillWords(typed);
  }
}
