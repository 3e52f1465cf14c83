"""Reading an article out of pasted text."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from urllib.parse import urlsplit

from sources.reading import notices
from sources.reading.article import Article, Block, Finding, Note, join
from sources.reading.head import find_byline, find_date, find_title
from sources.reading.language import detect_language
from sources.reading.lines import Line, split_lines
from sources.reading.names import authors_of
from sources.reading.plain import decode, normalise_text
from sources.reading.story import find_story, story_span

_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
_BARE = re.compile(r"([\w-]+\.)+[^\W\d]{2,}([/?#]\S*)?")


def address_and_text(pasted: str) -> tuple[str, str]:
    """Part what was pasted in one field: the address on the first line, and the text below it.

    Either may be "". A line of a longer text is an address only if it begins like one of the web;
    what stands alone also as “example.org/story”, or with a scheme we do not look at.
    """
    first, _end, rest = pasted.strip().partition("\n")
    first, rest = first.strip(), rest.strip()
    if _WEB.fullmatch(first):
        return first, rest
    if rest:
        return "", pasted
    if first.lower().startswith(("http://", "https://")):
        return first, ""  # and the refusal says what is wrong with it
    if _BARE.fullmatch(first):
        return with_scheme(first), ""
    return (first, "") if _SCHEME.fullmatch(first) else ("", pasted)


def with_scheme(address: str) -> str:
    """Return an address typed as “example.org/story” with its scheme; any other as it is."""
    return f"https://{address}" if _BARE.fullmatch(address) else address


def read_text(raw: str | bytes, url: str = "") -> Article:
    """Read an article out of a page's text as somebody copied it.

    Title, byline, date and where it was first published are read before anything is left out.
    Raises ReadingError with a sentence where there is nothing to read.
    """
    text = normalise_text(decode(raw) if isinstance(raw, bytes) else raw)
    lines = split_lines(text)
    span = story_span(lines)
    first = span[0]
    byline = find_byline(lines, first)
    title = find_title(lines, first, byline.line)
    original = notices.republished_from(text)
    outlet, named_by = notices.outlet_named(text)
    names = {name for name in (*authors_of(byline.value), original, outlet) if name}
    reasons = find_story(lines, span, title.line, names)
    blocks = tuple(blocks_of(text, lines, reasons))
    kept = join(text, ((block.start, block.end) for block in blocks if block.kept))
    language, told = detect_language(kept)
    published, dated = find_date(lines, first, title, language)
    return Article(
        raw=text,
        blocks=blocks,
        text=kept,
        title=title.value,
        byline=byline.value,
        outlet_name=outlet,
        outlet_domain=domain_of(url),
        published=published,
        language=language,
        canonical_url=url,
        republished_from=original,
        found={
            "title": title.finding,
            "byline": byline.finding,
            "outlet_name": found_in(outlet, named_by),
            "outlet_domain": found_in(url, "the address given"),
            "published": dated,
            "language": told,
            "canonical_url": Finding(
                Note.CHECK, "the address given" if url else "no address given"
            ),
            "republished_from": found_in(original, "a notice in the text"),
        },
    )


def found_in(value: str, place: str) -> Finding:
    """Say that a value was found in a place, or that nothing tells it."""
    if value:
        return Finding(Note.FOUND, f"told by {place}")
    return Finding(Note.CHECK, "nothing in the text tells it")


def domain_of(url: str) -> str:
    """Return the host of an address, without "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def blocks_of(raw: str, lines: Sequence[Line], reasons: Sequence[str]) -> Iterator[Block]:
    """Make a block of each line kept, and of the lines of a paragraph left out for one reason."""
    numbered = list(zip(lines, reasons, range(len(lines)), strict=True))

    def together(item: tuple[Line, str, int]) -> tuple[int, str, int]:
        line, reason, index = item
        return line.paragraph, reason, -1 if reason else index

    for (_paragraph, reason, _index), group in groupby(numbered, key=together):
        members = [line for line, *_ in group]
        start, end = members[0].start, members[-1].end
        yield Block(start, end, raw[start:end], kept=not reason, reason=reason or "the story")
