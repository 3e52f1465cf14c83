"""What editors of other newsrooms do to the words that were cited from their pages.

Each kind takes a passage and returns a span of it (start and end) and the words to put there;
None when it has nothing of that kind. `edit_page` does it to the page's HTML.
"""

import re
from collections.abc import Callable
from functools import partial
from random import Random

from sources.linkcheck.result import Quote
from tests.benchmarks.passages.churn import html_of, paragraphs, text_nodes, tree_of

Edit = Callable[[str, Random], tuple[int, int, str] | None]

_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_WORD = re.compile(r"(?<![\w’'-])[^\W\d_]{3,}(?![\w’'-])")
WORDS = ("never", "three", "officials", "former", "denied", "twelve", "reportedly", "almost")
AROUND = 24
"""Code points beside the words to change by which their place in the HTML is known."""


def digit(passage: str, chance: Random) -> tuple[int, int, str] | None:
    """Change one digit."""
    digits = [match.start() for match in re.finditer(r"\d", passage)]
    if not digits:
        return None
    at = chance.choice(digits)
    return at, at + 1, str((int(passage[at]) + chance.randrange(1, 9)) % 10)


def decimal_point(passage: str, chance: Random) -> tuple[int, int, str] | None:
    """Move or set a decimal point."""
    numbers = [match for match in _NUMBER.finditer(passage) if len(match[0]) >= 2]
    if not numbers:
        return None
    number = chance.choice(numbers)
    digits = number[0].replace(",", "").replace(".", "")
    return number.start(), number.end(), f"{digits[:-1]}.{digits[-1]}"


def word_changed(passage: str, chance: Random) -> tuple[int, int, str] | None:
    """Put another word in the place of one."""
    found = _a_word(passage, chance)
    if found is None:
        return None
    others = [word for word in WORDS if word != found[0].lower()]
    return found.start(), found.end(), chance.choice(others)


def word_dropped(passage: str, chance: Random) -> tuple[int, int, str] | None:
    """Leave out one word."""
    found = _a_word(passage, chance)
    return (found.start(), found.end(), "") if found else None


def word_added(passage: str, chance: Random) -> tuple[int, int, str] | None:
    """Add one word, between two others."""
    gaps = list(re.finditer(r"(?<=\w) (?=\w)", passage))
    if not gaps:
        return None
    at = chance.choice(gaps).end()
    return at, at, f"{chance.choice(WORDS)} "


def negated(passage: str, chance: Random) -> tuple[int, int, str] | None:
    """Say that it is not so."""
    found = re.search(r"\b(?:is|was|are|were|has|have|had|will|would|can)\b(?= )", passage)
    return (found.end(), found.end(), " not") if found else None


def _a_word(passage: str, chance: Random) -> re.Match[str] | None:
    words = list(_WORD.finditer(passage))
    return chance.choice(words) if words else None


EDITS: dict[str, Edit] = {
    "one digit changed": digit,
    "decimal point moved": decimal_point,
    "one word changed": word_changed,
    "one word dropped": word_dropped,
    "one word added": word_added,
    "negated": negated,
}


def edit_page(html: str, quote: Quote, edit: Edit, chance: Random) -> str | None:
    """Edit a passage wherever a page's HTML has it; None when it cannot be found there."""
    change = edit(quote.exact, chance)
    if change is None:
        return None
    start, end, words = change
    text = quote.prefix + quote.exact + quote.suffix
    low, high = start + len(quote.prefix), end + len(quote.prefix)
    before = text[max(low - AROUND, 0) : low].rpartition("\n")[2]
    after = text[high : high + AROUND].partition("\n")[0]
    tree = tree_of(html)
    stretch = re.compile(rf"({_loosely(before)})({_loosely(text[low:high])})({_loosely(after)})")
    edited = False
    for element, where, node in list(text_nodes(tree)):
        now = stretch.sub(lambda match: match[1] + words + match[3], node)
        if now != node:
            setattr(element, where, now)
            edited = True
    return html_of(tree) if edited and len(before) + len(after) >= AROUND // 2 else None


def without_its_paragraph(html: str, quote: Quote) -> str | None:
    """Take the paragraph that holds a passage off the page."""
    tree = tree_of(html)
    held = [p for p in paragraphs(tree) if quote.exact in _plainly(p.text_content())]
    for paragraph in held:
        paragraph.drop_tree()
    return html_of(tree) if held else None


def moved_to_the_end(html: str, quote: Quote) -> str | None:
    """Move the paragraph that holds a passage behind the last one."""
    tree = tree_of(html)
    held = [p for p in paragraphs(tree) if quote.exact in _plainly(p.text_content())]
    if len(held) != 1 or held[0] is paragraphs(tree)[-1]:
        return None
    paragraphs(tree)[-1].addnext(held[0])
    return html_of(tree)


def rewritten(html: str, other: str, *, every: int) -> str:
    """Put another article's words in the place of every so many paragraphs."""
    tree = tree_of(html)
    lines = [line for line in other.split("\n") if len(line) >= 80]
    for number, paragraph in enumerate(paragraphs(tree)[::every]):
        paragraph[:] = []
        paragraph.text = lines[number % len(lines)] if lines else "Something else."
    return html_of(tree)


def shortened(html: str, _other: str) -> str:
    """Leave the first third of the paragraphs."""
    tree = tree_of(html)
    held = paragraphs(tree)
    for paragraph in held[len(held) // 3 :]:
        paragraph.drop_tree()
    return html_of(tree)


REWRITES: dict[str, Callable[[str, str], str]] = {
    "another article in its place": partial(rewritten, every=1),
    "every second paragraph rewritten": partial(rewritten, every=2),
    "first third left": shortened,
}


def _loosely(words: str) -> str:
    """Match words however their spaces are written."""
    return r"\s+".join(re.escape(part) for part in re.split(r"\s+", words))


def _plainly(text: str) -> str:
    return " ".join(text.split())
