"""The seed articles, read as they were copied: every claim is there, every trap is stepped over."""

from typing import Any

import pytest

from newsroom.dates import Precision
from sources.reading.article import Note
from sources.reading.quote import CONTEXT_LENGTH, QuoteError, anchor, sentences
from tests.sources.reading import seeds

pytestmark = seeds.needs_seeds

ROWS = seeds.rows()
CLAIMS = [row for row in ROWS if seeds.is_claim(row)]


def name(row: dict[str, Any]) -> str:
    return f"{row['seed']}@{row['start']}"


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_nothing_of_the_page_is_lost(number: str) -> None:
    article = seeds.read(number)
    position = 0
    for block in article.blocks:
        assert not article.raw[position : block.start].strip()
        assert article.raw[block.start : block.end] == block.text
        assert block.reason
        position = block.end
    assert not article.raw[position:].strip()


def test_the_title_comes_from_the_page_or_is_left_to_the_editor() -> None:
    assert [seeds.read(n).title for n in seeds.NUMBERS] == [
        "Special Attention",
        "Latin America’s US puppets beg Russia to stop helping Venezuela",
        "Russia withdraws personnel from Venezuela but maintains support for Maduro",
        "",
        "",
    ]


def test_what_the_page_does_not_say_is_not_made_up() -> None:
    assert [seeds.read(n).byline for n in seeds.NUMBERS] == ["", "", "Sabrina Martín", "", ""]
    assert [seeds.read(n).outlet_name for n in seeds.NUMBERS] == [
        "",
        "",
        "PanAm Post",
        "The Libertarian Hub",
        "",
    ]
    assert [seeds.read(n).republished_from for n in seeds.NUMBERS] == [
        "",
        "",
        "",
        "Zero Hedge",
        "",
    ]
    assert [seeds.read(n).published.iso() for n in seeds.NUMBERS] == [
        "2019-06-02",
        None,
        "2019-06-03",
        None,
        None,
    ]
    assert {seeds.read(n).language for n in seeds.NUMBERS} == {"en"}


def test_a_date_in_figures_is_read_day_first_and_marked() -> None:
    article = seeds.read("000")

    assert article.published.precision is Precision.DAY
    assert article.published.inferred
    assert article.found["published"].note is Note.CHECK
    assert "day comes first" in article.found["published"].reason


def test_a_date_beside_the_byline_is_found() -> None:
    assert not seeds.read("002").published.inferred
    assert seeds.read("002").found["published"].note is Note.FOUND


@pytest.mark.parametrize(
    ("number", "left_out"),
    [
        ("000", ["thoughts on", "Pingback", "Leave a Reply", "WordPress.com", "Akismet"]),
        ("001", ["0 2,738", "- Advertisement -", "newsletter", "Sign up", "subscribe now"]),
        ("002", ["2023", "View All Result", "Facebook", "(fmlaser)", "cookies", "©", "based in"]),
        ("002", ["RelatedArticles", "Chris Rock", "supremacisms", "August 21, 2021", "15 Rep"]),
        ("003", ["Zero Hedge", "Libertarian Hub", "DCMA"]),
        ("004", ["Interview.", "American countries", "Know more", "•", "Trust", "Prosecutor"]),
    ],
)
def test_what_is_no_story_is_left_out(number: str, left_out: list[str]) -> None:
    text = seeds.read(number).text

    assert [words for words in left_out if words in text] == []
    assert [words for words in left_out if words not in seeds.raw(number)] == []


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_the_story_begins_and_ends_where_it_does(number: str) -> None:
    ends = {
        "000": ("Russian Minister of Foreign", "with the authorities."),
        "001": ("Latin America’s US puppets", "the country’s resources."),
        "002": ("Russia withdraws personnel", "Venezuela’s oil fields."),
        "003": ("A month ago all appearances", "“interim president”."),
        "004": ("The president of Russia", "from Lisbon to Moscow."),
    }
    assert seeds.read(number).text.startswith(ends[number][0])
    assert seeds.read(number).text.endswith(ends[number][1])


@pytest.mark.parametrize(
    ("number", "heading"),
    [("000", "WSJ: Russia “Withdraws Key"), ("002", "Russia and its economic interests\n")],
)
def test_headings_inside_the_story_stay(number: str, heading: str) -> None:
    assert heading in seeds.read(number).text


@pytest.mark.parametrize("row", CLAIMS, ids=name)
def test_each_claim_is_anchored_in_the_frozen_text(row: dict[str, Any]) -> None:
    raw, article = seeds.raw(row["seed"]), seeds.read(row["seed"])
    exact, start = row["exact"], row["start"]
    assert raw[start : start + len(exact)] == exact

    found = anchor(article.text, exact)

    assert article.text[found.start : found.end] == exact
    assert anchor(article.text, exact, None, found.prefix, found.suffix) == found
    assert len(found.prefix) == min(CONTEXT_LENGTH, found.start)


# The traps, row by row


def test_the_crawl_day_is_no_publication_date() -> None:
    assert "Tuesday March 28, 2023" in seeds.raw("002")
    assert seeds.read("002").published.iso() == "2019-06-03"


def test_words_given_twice_are_told_apart_by_what_stands_around_them() -> None:
    text, words = seeds.read("002").text, "most of their people from Venezuela"
    with pytest.raises(QuoteError, match="occurs 2 times"):
        anchor(text, words)

    spliced = anchor(text, words, prefix="has withdrawn “")
    tweeted = anchor(text, words, prefix="have removed ")

    assert spliced.start < tweeted.start
    assert anchor(seeds.read("001").text, words).prefix.endswith("have removed ")


def test_an_anchor_in_a_caption_left_out_does_not_jump_to_the_story() -> None:
    row = next(r for r in ROWS if name(r) == "002@901")
    caption = anchor(seeds.raw("002"), row["exact"], row["start"])
    assert seeds.raw("002").count(row["exact"]) == 2

    assert anchor(seeds.read("002").text, row["exact"]).prefix != caption.prefix
    with pytest.raises(QuoteError, match="does not stand between"):
        anchor(seeds.read("002").text, row["exact"], None, caption.prefix, caption.suffix)


def test_a_quotation_never_closed_swallows_no_paragraph() -> None:
    row = next(r for r in ROWS if name(r) == "002@3469")
    text = seeds.read("002").text
    holding = [text[a:b] for a, b in sentences(text) if row["exact"] in text[a:b]]

    assert len(holding) == 1
    assert holding[0].endswith("that instrument.")


def test_a_sentence_of_a_quotation_stands_alone() -> None:
    row = next(r for r in ROWS if name(r) == "002@3722")
    text = seeds.read("002").text

    assert row["exact"] in [text[a:b] for a, b in sentences(text)]


def test_the_title_stands_once_in_the_text() -> None:
    article = seeds.read("002")

    assert article.raw.count(article.title) == 2
    assert article.text.count(article.title) == 1


def test_the_only_date_of_a_page_is_read_before_its_comments_are_left_out() -> None:
    assert "02.06.19" not in seeds.read("000").text
    assert seeds.read("000").published.iso() == "2019-06-02"


def test_a_blank_after_an_opening_quote_is_kept() -> None:
    row = next(r for r in ROWS if name(r) == "004@896")

    assert anchor(seeds.read("004").text, row["exact"]).exact.startswith('" any')


def test_the_republishing_notice_is_read_before_it_is_left_out() -> None:
    article = seeds.read("003")

    assert "republished" in article.raw
    assert "republished" not in article.text
    assert article.found["republished_from"].note is Note.FOUND


def test_a_typing_error_of_the_article_is_never_mended() -> None:
    text = seeds.read("003").text

    assert anchor(text, "Huge Chavez’s rule").exact == "Huge Chavez’s rule"
    with pytest.raises(QuoteError, match="does not have the words"):
        anchor(text, "Hugo Chavez’s rule")


@pytest.mark.parametrize("words", ["Russia removed most of its people", "$17,000"])
@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_our_paraphrases_are_in_no_article(number: str, words: str) -> None:
    with pytest.raises(QuoteError, match="does not have the words"):
        anchor(seeds.read(number).text, words)


@pytest.mark.parametrize(
    ("number", "typed", "character"),
    [
        ("002", "his Russian counterpart, Serguéi Lavrov", "no-break space"),
        ("003", "Russia's military presence in Venezuela", "U+2019"),
        ("001", "more than 50 countries recognize Guaidó", "U+00F3"),
    ],
)
def test_what_is_typed_almost_right_is_refused_naming_the_character(
    number: str, typed: str, character: str
) -> None:
    with pytest.raises(QuoteError, match="not exactly the same") as refusal:
        anchor(seeds.read(number).text, typed)

    assert character in str(refusal.value)


def test_every_trap_is_tested_above() -> None:
    traps = {name(row) for row in ROWS if not seeds.is_claim(row)}

    assert traps == {
        "002@0",
        "002@1172",
        "002@901",
        "002@3469",
        "002@3722",
        "002@6019",
        "002@580",
        "000@2190",
        "001@65",
        "004@62",
        "004@896",
        "004@3575",
        "003@3515",
        "003@2416",
        "002@None",
    }
    assert len(CLAIMS) == 20
