"""Words chosen on the page of the workbench are the words that are stored, to the code point."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from factcheck.admin.sentences import paragraphs_of
from factcheck.admin.workbench_form import SplitForm
from factcheck.models import Appearance
from sources.models import SourceText
from sources.reading.article import ReadingError
from sources.reading.plain import normalise_text
from sources.reading.quote import anchor
from tests.factcheck.admin.pages import answers, desk_of
from tests.factories import reporter, source

PIECES = st.sampled_from(
    [
        *("The mayor", " said", " 17,000", ". ", "? ", "! ", "\n", "\r\n", "\r\n\r\n", "\r", "\t"),
        *("“No”", "l’eau", "<b>", "&amp;", "&#13;", '"', "\u00a0", "\u2028", "\u200b", "\ufeff"),
        *("é", "e\u0301", "\u0301", "ñ", "n\u0303", "가", "\u1100\u1161", "Å", "ﬁ"),
        *("👩‍👩‍👧", "🇻🇪", "👍🏽", "\U0001d518", "😀"),
        *("شلوم ", "עברית", "\u202e", "\u2067", "日本語。", "ไทย", "क्षि"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=4), min_size=1, max_size=30).map("".join)


@dataclass
class ShownSentence:
    start: int
    words: str = ""
    gap: str = ""


@dataclass
class Page(HTMLParser):
    """What the script finds on a page: each sentence's place and words, and the gap behind it."""

    sentences: list[ShownSentence] = field(default_factory=list)
    _spans: list[str] = field(default_factory=list)
    _is_in_paragraph: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._is_in_paragraph |= tag == "p"
        if tag == "span":
            self._spans.append(given.get("class") or "")
            if "sentence" in self._spans[-1].split():
                self.sentences.append(ShownSentence(int(given["data-start"])))

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self._spans.pop()
        if tag == "p":
            self._is_in_paragraph = False

    def handle_data(self, data: str) -> None:
        if "words" in self._spans:
            self.sentences[-1].words += data
        elif self._is_in_paragraph and not self._spans:
            self.sentences[-1].gap += data


def shown(text: SourceText, *, may_split: bool = True) -> list[ShownSentence]:
    """Render the article and read the page as a browser does, which folds line ends first."""
    context = {"paragraphs": paragraphs_of(text, "en", []), "may_split": may_split}
    markup = render_to_string("admin/factcheck/source/_article.html", context)
    page = Page()
    page.feed(markup.replace("\r\n", "\n").replace("\r", "\n"))
    page.close()
    return page.sentences


def frozen(raw: str) -> SourceText:
    """Return the text as it is frozen: NFC, LF."""
    try:
        return SourceText(text=normalise_text(raw).strip())
    except ReadingError:  # no text, or none that is one
        reject()


@given(raw=TEXTS, may_split=st.booleans())
def test_the_page_holds_the_text_whole_and_tells_where_each_sentence_begins(
    raw: str, may_split: bool
) -> None:
    text = frozen(raw)
    sentences = shown(text, may_split=may_split)
    assert "".join(one.words + one.gap for one in sentences) == text.text
    for one in sentences:
        assert text.text[one.start :].startswith(one.words)


@given(raw=TEXTS, data=st.data())
def test_what_is_chosen_on_the_page_is_what_is_quoted(raw: str, data: st.DataObject) -> None:
    text = frozen(raw)
    sentences = shown(text)
    page = "".join(one.words + one.gap for one in sentences)
    begin = data.draw(st.integers(0, len(page) - 1))
    end = data.draw(st.integers(begin + 1, len(page)))
    chosen = page[begin:end]
    assume(chosen.strip())
    # The place as the script counts it: from the sentence it is in.
    offset = begin
    for one in sentences:
        if offset < len(one.words + one.gap):
            break
        offset -= len(one.words + one.gap)
    form = SplitForm(
        {
            "text": "1",
            "start": str(one.start + offset),
            "exact": chosen.replace("\n", "\r\n"),  # as a browser sends a line end
            "statement": "A claim",
            "kind": "verbatim",
            "claimant_kind": "person",
            "cited_kind": "person",
        }
    )
    assert form.is_valid(), form.errors
    selection = form.selection(text, "en")
    found = anchor(text.text, selection.exact, selection.start)
    assert (found.start, found.exact) == (begin, chosen)
    assert text.text[found.start : found.end] == chosen


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    [
        "👩‍👩‍👧 left 🇻🇪",
        "le\u0301on",
        "קנה 17 ספינות",
        "said so.\r\n\r\nNobody",
        "“It is ‘over’”",
    ],
)
def test_the_words_that_were_seen_are_the_words_that_are_stored(words: str) -> None:
    raw = f"The mayor 😀 spoke: {words} and that was it. Again: {words} and no more."
    article, client = source(normalise_text(raw), language="en"), desk_of(reporter())
    bench = reverse("admin:sources_source_workbench", args=[article.pk])
    text = article.latest_text.text
    seen = normalise_text(words)
    given = {
        "exact": seen.replace("\n", "\r\n"),
        "start": str(text.rindex(seen)),
        "statement": "A claim",
    }
    response = client.post(bench, answers(client, bench, "split-form") | given)
    assert response.status_code == 302
    passage = Appearance.objects.get().passage
    assert (passage.exact, passage.start) == (seen, text.rindex(seen))
