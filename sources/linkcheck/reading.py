"""Reading what was fetched: decide whether, read it, and compare it with what is remembered."""

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from email.message import Message
from functools import partial
from typing import TypeVar

from sources.linkcheck.answer import Fetched
from sources.linkcheck.charset import decode_text
from sources.linkcheck.compare import LONGEST, find_passage, find_passages, likeness_of_page
from sources.linkcheck.consent import is_only_consent
from sources.linkcheck.page import EXTRACTOR, HTML_TYPES, Extracted, Extractor, kind_of, tidy
from sources.linkcheck.result import Baseline, Finding, PassageState, Quote, Target
from sources.linkcheck.words import words_of

LETTERS_COMPARED_AT_ONCE = 20_000

READABLE = HTML_TYPES | {"text/plain"}

RECOGNISABLE = 0.5
"""A page at least this like the baseline is the page itself, whatever it asks for."""

HIDDEN_SHARE = 0.6
"""Behind a paywall a text shorter than this share of the baseline hides the rest of it."""

T = TypeVar("T")

_COMPARING = ThreadPoolExecutor(1, thread_name_prefix="compare")
"""One page after the other: side by side they would take no less time, and more memory."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a page and how it compares; `page` is None when it needed no reading."""

    kind: str
    body_sha256: str | None = None
    page: Extracted | None = None
    likeness: float | None = None
    findings: tuple[Finding, ...] = ()
    baseline_text: str | None = None


async def sufficient(target: Target) -> Baseline | None:
    """Return the baseline if an unchanged page would leave nothing to ask.

    Its text was read as we read today, and every passage stands in it: of words that do not, the
    whole page has to be asked again.
    """
    baseline = target.baseline
    if baseline is None or baseline.extractor != EXTRACTOR or baseline.text is None:
        return None
    return baseline if all(map(_stands, await _known_passages(target, baseline))) else None


async def read(target: Target, fetched: Fetched, extractor: Extractor) -> Reading:
    """Read and compare an answer; an unchanged page is not read again."""
    baseline = await sufficient(target)
    if fetched.status == 304 and baseline:
        return await _unchanged(target, baseline, fetched.content_type)
    if not fetched.answered_well:
        return Reading(fetched.content_type)
    kind = kind_of(fetched.content_type, fetched.body)
    digest = hashlib.sha256(fetched.body).hexdigest()
    if baseline and baseline.body_sha256 == digest:
        return await _unchanged(target, baseline, kind)
    if kind not in READABLE:
        return _another_type(target, kind, digest)
    page = await _extract(fetched, kind, fetched.body, extractor)
    return await _compared(target, fetched, Reading(kind, digest, page), extractor)


async def _compared(
    target: Target, fetched: Fetched, reading: Reading, extractor: Extractor
) -> Reading:
    """Compare what was read with the baseline, and look for the passages in it."""
    page = reading.page
    if page is None or page.text is None:
        return reading
    reread = await _reread(target.baseline, reading.body_sha256, page.text, fetched, extractor)
    known = _text_as_read_today(target.baseline) if reread is None else reread
    compare = partial(_compare, page, target.quotes, known, cut=fetched.cut)
    like, found = await _aside(compare, len(page.text) + len(page.visible_text))
    if _is_behind_consent(page, like, found):
        unread = replace(page, text=None, unread="the page shows only a request for consent")
        return replace(reading, page=unread, baseline_text=reread)
    return replace(reading, likeness=like, findings=tuple(found), baseline_text=reread)


async def _aside(compare: Callable[[], T], letters: int) -> T:
    """Compare in a thread, so that other looks go on: a text as long as a book takes a second.

    A short one takes but milliseconds, and handing it to a thread may take as many.
    """
    if letters < LETTERS_COMPARED_AT_ONCE:
        return compare()
    return await asyncio.get_running_loop().run_in_executor(_COMPARING, compare)


def _compare(
    page: Extracted, quotes: Sequence[Quote], known: str | None, *, cut: bool
) -> tuple[float | None, list[Finding]]:
    like = likeness_of_page(known, page) if known is not None else None
    return like, findings_on(page, quotes, known, cut=cut)


def _is_behind_consent(page: Extracted, like: float | None, found: Sequence[Finding]) -> bool:
    known_again = (like or 0) >= RECOGNISABLE or any(map(_stands, found))
    return not known_again and is_only_consent(page)


async def _known_passages(target: Target, baseline: Baseline) -> list[Finding]:
    text = baseline.text or ""
    return await _aside(partial(find_passages, text, target.quotes), len(text))


async def _unchanged(target: Target, baseline: Baseline, kind: str) -> Reading:
    found = await _known_passages(target, baseline)
    return Reading(kind, baseline.body_sha256, likeness=1.0, findings=tuple(found))


def _text_as_read_today(baseline: Baseline | None) -> str | None:
    return baseline.text if baseline and baseline.extractor == EXTRACTOR else None


def _another_type(target: Target, kind: str, digest: str) -> Reading:
    """Say of a picture or a PDF where a text was that neither text nor passages stand there."""
    if target.baseline is None or target.baseline.text is None:
        return Reading(kind, digest)
    gone = tuple(Finding(quote.key, PassageState.GONE) for quote in target.quotes)
    return Reading(kind, digest, likeness=0.0, findings=gone)


async def _reread(
    baseline: Baseline | None, digest: str | None, text: str, fetched: Fetched, extractor: Extractor
) -> str | None:
    """Read the baseline's body again if another extractor had read it: only like meets like."""
    if baseline is None or baseline.extractor == EXTRACTOR or baseline.text is None:
        return None
    if baseline.body_sha256 == digest:
        return text
    if baseline.body is None:
        return None
    kind = kind_of(fetched.content_type, baseline.body)
    return (await _extract(fetched, kind, baseline.body, extractor)).text


async def _extract(fetched: Fetched, kind: str, body: bytes, extractor: Extractor) -> Extracted:
    charset = _charset_of(fetched)
    if kind in HTML_TYPES:
        return await extractor.extract(body, charset, fetched.final_url)
    return Extracted(text=tidy(decode_text(body, charset)))


def _charset_of(fetched: Fetched) -> str | None:
    header = Message()
    header["Content-Type"] = fetched.headers.get("content-type", "")
    return header.get_content_charset()


def findings_on(
    page: Extracted, quotes: Sequence[Quote], known: str | None = None, *, cut: bool = False
) -> list[Finding]:
    """Find out what became of passages on a page that was read.

    Passages that may only be out of our sight are left out: beyond where the page was `cut`, or
    behind a paywall when it shows much less than the `known` text.
    """
    text = page.text or ""
    hides = cut or len(text) > LONGEST or (page.paywalled and _is_shortened(known, text))
    found = find_passages(text, quotes)
    unsure = [quote for quote, finding in zip(quotes, found, strict=True) if not _stands(finding)]
    if page.visible_text == text:
        unsure = []  # it was read already
    seen = {finding.key: finding for finding in find_passages(page.visible_text, unsure)}
    settled = [_settle(finding, seen.get(finding.key), page) for finding in found]
    if not hides:
        return settled
    pairs = zip(quotes, settled, strict=True)
    return [finding for quote, finding in pairs if not _may_go_on(quote, finding)]


def _stands(finding: Finding) -> bool:
    return finding.state is PassageState.PRESENT


def _may_go_on(quote: Quote, finding: Finding) -> bool:
    """Tell whether a passage may stand where we cannot see, all of it or its end."""
    if finding.state is PassageState.GONE:
        return True
    begun = words_of(quote.exact).text.startswith(words_of(finding.exact_now or "").text)
    return finding.state is PassageState.EDITED and begun


def _settle(main: Finding, seen: Finding | None, page: Extracted) -> Finding:
    """Choose between what the main text says of a passage and what a reader can see.

    Extraction may take words for page chrome, or drop some from the middle of a sentence: an
    edit counts if a reader can see it.
    """
    if seen is None or seen.state is PassageState.GONE:
        return main
    if main.state is PassageState.MOVED and not _stands(seen):
        return main
    if main.state is PassageState.EDITED and main.proposal:
        now = main.proposal
        edited = Quote(main.key, now.exact, now.prefix, now.suffix)
        if _stands(find_passage(page.visible_text, edited)):
            return main
    return replace(seen, start=None, end=None, proposal=None)


def _is_shortened(known: str | None, text: str) -> bool:
    return known is None or len(text) < HIDDEN_SHARE * len(known)
