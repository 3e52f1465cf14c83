"""What became of a page and of the passages in it, from one look to the next."""

import threading
from dataclasses import replace

import pytest

from sources.linkcheck.compare import likeness_of_page
from sources.linkcheck.page import EXTRACTOR, Extracted
from sources.linkcheck.reading import LETTERS_COMPARED_AT_ONCE, findings_on
from sources.linkcheck.result import (
    Access,
    Baseline,
    Outcome,
    PassageState,
    Quote,
    Target,
)
from tests.benchmarks.passages.churn import BANNERS
from tests.sources.linkcheck.looking import (
    CUT,
    QUOTE,
    STORY,
    ExtractHere,
    look,
    remembered,
)
from tests.sources.linkcheck.network import LOOPBACK
from tests.support.website import (
    Handler,
    Website,
    article,
    content,
    html,
    redirect,
    status,
    unless_modified,
)

pytestmark = pytest.mark.allow_hosts(LOOPBACK)


class ExtractNothing(ExtractHere):
    """Fail the test when a page is read that need not be."""

    async def extract(self, html: bytes, charset: str | None, url: str) -> Extracted:
        raise AssertionError(f"read again: {url}, {charset}, {html!r}")


def test_an_unchanged_page_is_neither_sent_nor_read_again(site: Website) -> None:
    site.pages["/a"] = unless_modified(article(*STORY), '"v1"')
    target = Target(site.url("/a"), remembered(site.url("/a")), (QUOTE,))
    result = look(target)
    assert (result.outcome, result.likeness, result.body) == (Outcome.NOT_MODIFIED, 1.0, None)
    assert [finding.state for finding in result.findings] == [PassageState.PRESENT]


def test_the_same_bytes_are_not_read_again(site: Website) -> None:
    site.pages["/a"] = article(*STORY)
    target = Target(site.url("/a"), remembered(site.url("/a")), (QUOTE,))
    result = look(target, extractor=ExtractNothing())
    assert (result.outcome, result.likeness) == (Outcome.OK, 1.0)
    assert [finding.state for finding in result.findings] == [PassageState.PRESENT]


def test_long_pages_are_compared_while_other_looks_go_on(
    site: Website, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = []

    def compare(known: str, page: Extracted) -> float:
        threads.append(threading.current_thread())
        return likeness_of_page(known, page)

    monkeypatch.setattr("sources.linkcheck.reading.likeness_of_page", compare)
    story = [f"{part} {number}" for number in range(100) for part in STORY]
    site.pages["/a"] = article(*story)
    known = remembered(site.url("/a"))
    assert len(known.text or "") > LETTERS_COMPARED_AT_ONCE
    site.pages["/a"] = article(*story[:-2])
    assert (look(Target(site.url("/a"), known)).likeness or 0) > 0
    assert threads
    assert threading.main_thread() not in threads  # where the loop runs


def test_another_extractors_text_is_fetched_anew_and_never_compared(site: Website) -> None:
    site.pages["/a"] = unless_modified(article(*STORY), '"v1"')
    old = replace(remembered(site.url("/a")), extractor="older", text="Quite another text.")
    same = look(Target(site.url("/a"), old))
    assert (same.status, same.likeness, same.extractor) == (200, 1.0, EXTRACTOR)
    assert same.baseline_text == same.text
    changed = look(Target(site.url("/a"), replace(old, body_sha256="0" * 64)))
    assert (changed.likeness, changed.baseline_text) == (None, None)


def test_an_upgraded_extractor_reads_the_kept_body_again_and_compares_like_with_like(
    site: Website,
) -> None:
    site.pages["/a"] = article(*STORY)
    first = look(site.url("/a"))
    old = Baseline(
        body_sha256=first.body_sha256,
        text="Quite another text.",
        extractor="older",
        body=first.body,
    )
    site.pages["/a"] = article(STORY[0].replace("1,000", "2,000"), *STORY[1:])
    changed = look(Target(site.url("/a"), old, (QUOTE,)))
    assert changed.baseline_text == first.text
    assert changed.likeness is not None
    assert changed.likeness > 0.9
    assert [finding.state for finding in changed.findings] == [PassageState.EDITED]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [(b"%PDF-1.7 ...", "text/html"), (b"\x89PNG\r\n", "image/png"), (b"{}", "application/json")],
)
def test_a_picture_where_the_text_was_is_alive_and_has_lost_the_passages(
    site: Website, body: bytes, content_type: str
) -> None:
    site.pages["/a"] = article(*STORY)
    baseline = remembered(site.url("/a"))
    site.pages["/a"] = content(body, content_type=content_type)
    result = look(Target(site.url("/a"), baseline, (QUOTE,)))
    assert (result.outcome, result.likeness) == (Outcome.OK, 0.0)
    assert [finding.state for finding in result.findings] == [PassageState.GONE]
    assert look(Target(site.url("/a"), quotes=(QUOTE,))).findings == ()


@pytest.mark.parametrize(
    ("page", "state", "low", "high"),
    [
        (article(*STORY, "One more line."), PassageState.PRESENT, 0.95, 1.0),
        (article(*[line.replace(" ", "\u00a0") for line in STORY]), PassageState.PRESENT, 1.0, 1.0),
        (article(STORY[0].replace("1,000", "10,000"), *STORY[1:]), PassageState.EDITED, 0.9, 1.0),
        (article(STORY[0].replace("dozen", "hundred"), *STORY[1:]), PassageState.EDITED, 0.9, 1.0),
        (article(*STORY[1:]), PassageState.GONE, 0.8, 0.9),
        (article(*STORY[2:] * 2), PassageState.GONE, 0.3, 0.79),
        (article(*STORY[1:], STORY[0]), PassageState.PRESENT, 0.9, 1.0),
        (article(*STORY[1:], f"It was {CUT} in other words."), PassageState.MOVED, 0.8, 0.95),
    ],
)
def test_what_became_of_the_text_and_of_the_passage(
    site: Website, page: Handler, state: PassageState, low: float, high: float
) -> None:
    site.pages["/a"] = article(*STORY)
    baseline = remembered(site.url("/a"))
    site.pages["/a"] = page
    result = look(Target(site.url("/a"), baseline, (QUOTE,)))
    assert result.outcome is Outcome.OK
    assert [finding.state for finding in result.findings] == [state]
    assert result.likeness is not None
    assert low <= result.likeness <= high


def test_a_passage_the_extraction_leaves_out_still_stands(site: Website) -> None:
    site.pages["/a"] = html(
        f"<article><h1>Story</h1>{''.join(f'<p>{line}</p>' for line in STORY[1:] * 2)}</article>"
        f"<footer class='footer'><p>{STORY[0]}</p></footer>"
    )
    result = look(Target(site.url("/a"), quotes=(QUOTE,)))
    assert result.text is not None
    assert CUT not in result.text
    assert [finding.state for finding in result.findings] == [PassageState.PRESENT]


def test_an_unchanged_page_is_asked_for_whole_while_a_passage_is_not_in_its_main_text(
    site: Website,
) -> None:
    footer = f"<footer class='footer'><p>{STORY[0]}</p></footer>"
    page = html(f"<article>{''.join(f'<p>{line}</p>' for line in STORY[1:] * 2)}</article>{footer}")
    site.pages["/a"] = unless_modified(page, '"v1"')
    result = look(Target(site.url("/a"), remembered(site.url("/a")), (QUOTE,)))
    assert (result.status, result.likeness) == (200, 1.0)
    assert [finding.state for finding in result.findings] == [PassageState.PRESENT]


def test_what_was_cut_off_is_not_called_gone(site: Website) -> None:
    site.pages["/a"] = article(*STORY[1:], *["Filling. " * 1000] * 20, STORY[0])
    assert look(Target(site.url("/a"), quotes=(QUOTE,))).findings == ()


def test_a_passage_that_is_cut_in_two_is_not_called_edited() -> None:
    text = "\n".join(STORY)
    quote = Quote("q1", STORY[0], "", STORY[1][:32])
    page = Extracted(text=text[: len(STORY[0]) - 10])
    assert [finding.state for finding in findings_on(page, [quote])] == [PassageState.EDITED]
    assert findings_on(page, [quote], text, cut=True) == []
    edited = Extracted(text=page.text.replace("1,000", "2,000"))
    (finding,) = findings_on(edited, [quote], text, cut=True)
    assert finding.state is PassageState.EDITED


def test_what_a_paywall_hides_is_not_called_gone(site: Website) -> None:
    site.pages["/a"] = article(*STORY)
    baseline = remembered(site.url("/a"))
    wall = '<script type="application/ld+json">{"isAccessibleForFree": false}</script>'
    site.pages["/a"] = html(f"<article><h1>Story</h1><p>{STORY[1]}</p></article>{wall}")
    result = look(Target(site.url("/a"), baseline, (QUOTE,)))
    assert (result.outcome, result.access, result.findings) == (Outcome.OK, Access.PAYWALL, ())


@pytest.mark.parametrize("words", BANNERS)
def test_a_request_for_consent_before_the_page_says_nothing_of_it(
    site: Website, words: str
) -> None:
    site.pages["/a"] = article(*STORY)
    baseline = remembered(site.url("/a"))
    site.pages["/a"] = html(f"<h1>Paper</h1><p>{words}</p><button>OK</button>")
    result = look(Target(site.url("/a"), baseline, (QUOTE,)))
    assert (result.outcome, result.likeness, result.findings) == (Outcome.OK, None, ())
    assert (result.text, result.signals["unread"]) == (
        None,
        "the page shows only a request for consent",
    )


def test_a_short_page_with_a_banner_is_read(site: Website) -> None:
    site.pages["/a"] = article(*STORY)
    baseline = remembered(site.url("/a"))
    told = "The council met and talked about the bridge for hours. " * 12
    site.pages["/a"] = html(f"<p>{told}</p><p>{BANNERS[0]}</p>")
    result = look(Target(site.url("/a"), baseline, (QUOTE,)))
    assert [finding.state for finding in result.findings] == [PassageState.GONE]


def test_another_language_in_its_place_has_lost_the_passages(site: Website) -> None:
    site.pages["/a"] = article(*STORY)
    baseline = remembered(site.url("/a"))
    told = "Das Ministerium teilte am Dienstag mit, dass die Zahl der Mitarbeiter gesunken sei. "
    site.pages["/a"] = article(told * 3, told * 2, title="Weniger Personal")
    result = look(Target(site.url("/a"), baseline, (QUOTE,)))
    assert (result.outcome, result.likeness) == (Outcome.OK, 0.0)
    assert [finding.state for finding in result.findings] == [PassageState.GONE]


@pytest.mark.parametrize(
    "page",
    [redirect("/login"), redirect("/"), status(404), status(403), status(503), status(429)],
)
def test_a_page_in_place_of_the_watched_one_says_nothing_of_it(
    site: Website, page: Handler
) -> None:
    site.pages["/a"] = article(*STORY)
    baseline = remembered(site.url("/a"))
    site.pages.update({"/": html("Home"), "/login": html("Log in"), "/a": page})
    result = look(Target(site.url("/a"), baseline, (QUOTE,)))
    assert (result.text, result.likeness, result.findings) == (None, None, ())


def test_a_page_that_always_was_at_the_root_is_alive(site: Website) -> None:
    site.pages.update({"/a": redirect("/"), "/": article(*STORY)})
    text = "\n".join(STORY)
    result = look(Target(site.url("/a"), Baseline(text=text, extractor=EXTRACTOR), (QUOTE,)))
    assert (result.outcome, result.rule) == (Outcome.OK, "same-page")
