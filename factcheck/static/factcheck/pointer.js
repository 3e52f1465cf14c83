// Choose with the pointer: a click is a sentence, dragging is words, Shift extends to there.

const MOVED = 3; // pixels from where a click becomes a drag
const SETTLED = 400; // milliseconds without a move of a finger's handles

function caretAt(x, y) {
  const position = document.caretPositionFromPoint?.(x, y);
  if (position) return [position.offsetNode, position.offset];
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? [range.startContainer, range.startOffset] : null;
}

function wordsDrawn(article) {
  const drawn = getSelection();
  if (drawn.isCollapsed || !drawn.rangeCount) return null;
  const range = drawn.getRangeAt(0);
  if (!range.intersectsNode(article.element)) return null;
  const start = article.placeOf(range.startContainer, range.startOffset);
  const end = article.placeOf(range.endContainer, range.endOffset);
  return start < end ? article.snap({ start, end }) : null;
}

function chooseByFinger(article, choice) {
  let isFinger = false;
  let timer;
  document.addEventListener("pointerdown", (event) => (isFinger = event.pointerType === "touch"));
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    if (!isFinger) return;
    timer = setTimeout(() => {
      const span = wordsDrawn(article);
      if (span) choice.choose(span);
    }, SETTLED);
  });
}

export function chooseByPointer(article, choice) {
  let from = null;
  let wasDragged = false;

  function unitAt(event, number) {
    const caret = choice.isOfWholeSentences ? null : caretAt(event.clientX, event.clientY);
    const place = caret && article.placeOf(...caret);
    const word = place === null ? null : article.snap({ start: place, end: place + 1 });
    return word ?? article.span(number);
  }

  article.element.addEventListener("mousedown", (event) => {
    wasDragged = false;
    from = event.button === 0 && !event.shiftKey ? event : null;
    if (event.shiftKey) event.preventDefault(); // the browser would draw from elsewhere
  });

  document.addEventListener("mouseup", (event) => {
    const begun = from;
    from = null;
    if (!begun) return;
    const moved = Math.hypot(event.clientX - begun.clientX, event.clientY - begun.clientY);
    const span = moved > MOVED || event.detail > 1 ? wordsDrawn(article) : null;
    if (!span) return;
    wasDragged = true;
    getSelection().removeAllRanges(); // else the next drag would carry these words away
    choice.choose(span);
    choice.focus();
  });

  article.element.addEventListener("click", (event) => {
    if (wasDragged || event.ctrlKey || event.metaKey) return;
    const link = event.target.closest("a");
    const number = article.numberOf(event.target);
    if (number === null || (link && !link.classList.contains("number"))) return;
    event.preventDefault();
    if (event.shiftKey) choice.extend(unitAt(event, number));
    else choice.choose(article.span(number));
    choice.focus();
  });

  chooseByFinger(article, choice);
}
