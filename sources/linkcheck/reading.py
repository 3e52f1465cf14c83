"""Reading what was fetched: decide whether, read it, and compare it with what is remembered."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from sources.linkcheck.answer import Fetched
from sources.linkcheck.charset import decode_text
from sources.linkcheck.compare import find_passage, likeness
from sources.linkcheck.page import EXTRACTOR, HTML_TYPES, Extracted, Extractor, kind_of, tidy
from sources.linkcheck.result import Baseline, Finding, PassageState, Target

READABLE = HTML_TYPES | {"text/plain"}

HIDDEN_SHARE = 0.6
"""Behind a paywall a text shorter than this share of the baseline hides the rest of it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a page and how it compares; `page` is None when it needed no reading."""

    kind: str
    body_sha256: str | None = None
    page: Extracted | None = None
    likeness: float | None = None
    findings: tuple[Finding, ...] = ()
    baseline_text: str | None = None


def comparable(baseline: Baseline | None) -> Baseline | None:
    """Return the baseline if its text was read as we read today."""
    return baseline if baseline and baseline.extractor == EXTRACTOR else None


async def read(target: Target, fetched: Fetched, extractor: Extractor) -> Reading:
    """Read and compare an answer; an unchanged page is not read again."""
    baseline = comparable(target.baseline)
    if fetched.status == 304 and baseline:
        return _unchanged(target, baseline, fetched.content_type, baseline.body_sha256)
    if not fetched.answered_well:
        return Reading(fetched.content_type)
    kind = kind_of(fetched.content_type, fetched.body)
    digest = hashlib.sha256(fetched.body).hexdigest()
    if baseline and baseline.body_sha256 == digest and baseline.text is not None:
        return _unchanged(target, baseline, kind, digest)
    if kind not in READABLE:
        return _another_type(target, kind, digest)
    page = await _extract(fetched, kind, fetched.body, extractor)
    if page.text is None:
        return Reading(kind, digest, page)
    reread = await _reread(target.baseline, digest, page.text, fetched, extractor)
    known = baseline.text if baseline else reread
    return Reading(
        kind,
        digest,
        page,
        likeness(known, page.text) if known is not None else None,
        tuple(_findings(target, page, fetched, known)),
        reread,
    )


def _unchanged(target: Target, baseline: Baseline, kind: str, digest: str | None) -> Reading:
    text = baseline.text
    found = tuple(find_passage(text, quote) for quote in target.quotes) if text else ()
    return Reading(kind, digest, likeness=1.0, findings=found)


def _another_type(target: Target, kind: str, digest: str) -> Reading:
    """Say of a picture or a PDF where a text was that neither text nor passages stand there."""
    if target.baseline is None or target.baseline.text is None:
        return Reading(kind, digest)
    gone = tuple(Finding(quote.key, PassageState.GONE) for quote in target.quotes)
    return Reading(kind, digest, likeness=0.0, findings=gone)


async def _reread(
    baseline: Baseline | None, digest: str, text: str, fetched: Fetched, extractor: Extractor
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


def _findings(
    target: Target, page: Extracted, fetched: Fetched, known: str | None
) -> Iterator[Finding]:
    """Look for every passage; leave out those that may only be out of our sight."""
    text = page.text or ""
    hides = fetched.cut or (page.paywalled and _is_shortened(known, text))
    for quote in target.quotes:
        finding = find_passage(text, quote)
        if finding.state in {PassageState.GONE, PassageState.MOVED}:
            elsewhere = find_passage(page.visible_text, quote)
            if elsewhere.state is PassageState.PRESENT:  # extraction took it for page chrome
                finding = Finding(quote.key, PassageState.PRESENT, likeness=1.0)
        if finding.state is not PassageState.GONE or not hides:
            yield finding


def _is_shortened(known: str | None, text: str) -> bool:
    return known is None or len(text) < HIDDEN_SHARE * len(known)
