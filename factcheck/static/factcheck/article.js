// The article as the page shows it: places in it count code points, as the server's do.
//
// Numbers of sentences count from 0 here. A span is {start, end}, two places; the words of a span are
// those of the frozen text, white space between sentences included.

function length(words) {
  let points = 0;
  for (const _point of words) points += 1;
  return points;
}

// Where in a string of UTF-16 units a number of code points ends.
function unitsOf(words, points) {
  let units = 0;
  for (const point of words) {
    if (points === 0) break;
    points -= 1;
    units += point.length;
  }
  return units;
}

// Words are cut by the rules of the article's language; of one that browsers do not know, by ours.
function cutterOf(language) {
  try {
    return new Intl.Segmenter(language || undefined, { granularity: "word" });
  } catch {
    return new Intl.Segmenter(undefined, { granularity: "word" });
  }
}

export class Article {
  constructor(element, language) {
    this.element = element;
    this.sentences = [...element.querySelectorAll(".sentence")];
    this.starts = this.sentences.map((sentence) => Number(sentence.dataset.start));
    this.segmenter = cutterOf(language);
  }

  numberOf(node) {
    const sentence = node.closest?.(".sentence");
    return sentence && this.element.contains(sentence) ? Number(sentence.id.slice(1)) - 1 : null;
  }

  link(number) {
    return this.sentences[number].querySelector(".number");
  }

  isClaimed(number) {
    return Boolean(this.sentences[number].querySelector("mark"));
  }

  // The sentence a place is in, or behind which it is.
  numberAt(place) {
    let [low, high] = [0, this.starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= place) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  span(number) {
    const start = this.starts[number];
    return { start, end: start + length(this.#textOf(number)) };
  }

  words({ start, end }) {
    const first = this.numberAt(start);
    const last = this.numberAt(end - 1);
    let text = "";
    for (let number = first; number <= last; number += 1) {
      text += this.#textOf(number) + (number < last ? this.#gapAfter(number) : "");
    }
    const from = this.starts[first];
    return text.slice(unitsOf(text, start - from), unitsOf(text, end - from));
  }

  // A place of the document as one of the article: outside of it, the nearest inside.
  placeOf(node, offset) {
    const point = document.createRange();
    point.setStart(node, offset);
    const isBehind = (number) => point.comparePoint(this.#wordsOf(number), 0) <= 0;
    let [low, high] = [0, this.sentences.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBehind(middle)) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return this.starts[0];
    const words = this.#wordsOf(low - 1);
    const range = document.createRange();
    range.selectNodeContents(words);
    if (words.contains(node)) range.setEnd(node, offset);
    return this.starts[low - 1] + length(range.toString());
  }

  range({ start, end }) {
    const range = document.createRange();
    range.setStart(...this.#pointAt(start, this.numberAt(start)));
    range.setEnd(...this.#pointAt(end, this.numberAt(end - 1)));
    return range;
  }

  // Widen a span to whole words, without white space at its ends; null where no word is left.
  snap({ start, end }) {
    const first = this.numberAt(start);
    const last = this.numberAt(end - 1);
    const from = this.#pieces(first).find((piece) => !piece.isBlank && piece.end > start);
    const to = this.#pieces(last).findLast((piece) => !piece.isBlank && piece.start < end);
    const begin = from ? from.start : this.starts[first + 1];
    return to && begin < to.end ? { start: begin, end: to.end } : null;
  }

  // The ends and beginnings of words next to a place; null at the ends of the article.
  nextEnd(place, number = this.numberAt(place - 1)) {
    const piece = this.#pieces(number).find((one) => one.isWord && one.end > place);
    const { end } = this.span(number);
    if (piece || place < end) return piece?.end ?? end;
    const next = this.starts[number + 1];
    return next === undefined ? null : this.nextEnd(next, number + 1);
  }

  endBefore(place) {
    const number = this.numberAt(place - 1);
    const piece = this.#pieces(number).findLast((one) => one.isWord && one.end < place);
    return piece?.end ?? (number > 0 ? this.span(number - 1).end : null);
  }

  nextStart(place) {
    const number = this.numberAt(place);
    const piece = this.#pieces(number).find((one) => one.isWord && one.start > place);
    return piece?.start ?? this.starts[number + 1] ?? null;
  }

  startBefore(place, number = this.numberAt(place)) {
    const piece = this.#pieces(number).findLast((one) => one.isWord && one.start < place);
    const start = this.starts[number];
    if (piece || start < place) return piece?.start ?? start;
    return number > 0 ? this.startBefore(this.span(number - 1).end, number - 1) : null;
  }

  #wordsOf(number) {
    return this.sentences[number].querySelector(".words");
  }

  #textOf(number) {
    return this.#wordsOf(number).textContent;
  }

  #gapAfter(number) {
    const next = this.sentences[number].nextSibling;
    return next?.nodeType === Node.TEXT_NODE ? next.data : "";
  }

  // What a sentence is made of: words, blanks and other signs, each with its span.
  #pieces(number) {
    let place = this.starts[number];
    return [...this.segmenter.segment(this.#textOf(number))].map(({ segment, isWordLike }) => {
      const start = place;
      place += length(segment);
      return { start, end: place, isWord: isWordLike, isBlank: !segment.trim() };
    });
  }

  #pointAt(place, number) {
    const walker = document.createTreeWalker(this.#wordsOf(number), NodeFilter.SHOW_TEXT);
    let left = place - this.starts[number];
    let node = walker.nextNode();
    for (let points = length(node.data); points < left; points = length(node.data)) {
      left -= points;
      node = walker.nextNode();
    }
    return [node, unitsOf(node.data, left)];
  }
}
