"""What announces other pages of a site is not what a page says."""

import lxml.html
import pytest

from sources.linkcheck.compare import likeness_of_page
from sources.linkcheck.extract import extract
from sources.linkcheck.page import Extracted
from sources.linkcheck.teasers import drop_teasers
from tests.sources.linkcheck.looking import STORY

URL = "https://paper.example.org/town/staff-cut"
SUMMARY = "Every third train was late in the autumn, says the railway."


def read(below: str, *, above: str = "<h1>Staff cut</h1>") -> Extracted:
    article = "".join(f"<p>{line}</p>" for line in STORY)
    html = f"<html><body><article>{above}{article}{below}</article></body></html>"
    return extract(html.encode(), "utf-8", URL)


def left(block: str) -> str:
    """Say what teasers leave of a block that stands below a long paragraph."""
    tree = lxml.html.document_fromstring(f"<main><p>{STORY[0] * 9}</p>{block}</main>")
    drop_teasers(tree, URL)
    (_, *rest) = tree.find(".//main")
    return "".join(element.text_content() for element in rest)


def card(heading: str, summary: str = SUMMARY) -> str:
    return f"<div><div>{heading}</div><p>{summary}</p></div>"


@pytest.mark.parametrize(
    "heading",
    [
        "<a href='/trains'><h3>Trains late again</h3></a>",
        "<h3><a href='/trains'>Trains late again</a></h3>",
        "<h2><a href='https://paper.example.org/trains'><b>Trains</b> late again</a></h2>",
    ],
)
def test_a_block_whose_heading_leads_to_another_page_of_the_site_is_left_out(heading: str) -> None:
    page = read(f"<div>{card(heading)}</div>")
    assert page.text is not None
    assert SUMMARY not in page.text
    assert page.text.endswith(STORY[-1])
    assert SUMMARY in page.visible_text


@pytest.mark.parametrize(
    "heading",
    [
        "<h3>Trains late again</h3>",
        "<h3>Trains late again <a href='#trains'>¶</a></h3>",
        "<h3><a href='/town/staff-cut/#trains'>Trains late again</a></h3>",
        "<h3><a href='https://railway.example.org/'>Trains late again</a></h3>",
        "<h3><a href='//[broken'>Trains late again</a></h3>",
        "<h3>Trains are late again and again, says <a href='/r'>the railway</a></h3>",
    ],
)
def test_a_block_with_a_heading_of_the_page_s_own_stays(heading: str) -> None:
    assert SUMMARY in (read(card(heading)).text or "")


LONE_LINKS = {
    "a link that holds blocks": "<a href='/{n}'><div>{n} and trams, anew</div><p>{n}: late</p></a>",
    "a link that fills a block": (
        "<div><p><b><a href='/{n}'>{n} and trams, anew</a></b></p><p>{n}: late</p></div>"
    ),
}


@pytest.mark.parametrize("kind", LONE_LINKS)
def test_several_links_that_are_blocks_of_their_own_are_teasers(kind: str) -> None:
    blocks = [LONE_LINKS[kind].format(n=name) for name in ("Trains to town", "Rain and snow")]
    assert left(f"<div>{''.join(blocks)}</div>") == ""
    assert "late" in left(f"<div>{blocks[1]}</div>")


@pytest.mark.parametrize(
    "line",
    [
        "<p><a href='/x'>The railway</a></p>",
        "<p>So says <a href='/x'>the railway of the town</a></p>",
        "<p><a href='https://other.example.org/'>The railway of the town and trams</a></p>",
    ],
)
def test_short_links_and_links_among_words_are_no_teasers(line: str) -> None:
    assert left(f"<div>{line * 3}</div>").count("railway") == 3


def test_a_title_that_links_takes_no_article_along() -> None:
    page = read("", above="<h1><a href='/other'>Staff cut</a></h1>")
    assert STORY[0] in (page.text or "")


def test_a_long_block_loses_only_the_heading_that_leads_on() -> None:
    page = read(card("<h3><a href='/trains'>Trains late again</a></h3>", f"{SUMMARY} " * 8))
    assert page.text is not None
    assert SUMMARY in page.text
    assert "late again" not in page.text


def test_what_stands_behind_a_teaser_stays() -> None:
    teaser = card("<h3><a href='/trains'>Trains late again</a></h3>")
    page = read(f"{teaser}<p>And so it ended.</p>")
    assert (page.text or "").endswith("And so it ended.")


def test_a_page_of_nothing_but_teasers_is_read_whole() -> None:
    cards = "".join(
        card(f"<h3><a href='/{name}'>{name} again</a></h3>") for name in ("Trains", "Rain", "Art")
    )
    page = extract(f"<html><body>{cards}</body></html>".encode(), "utf-8", URL)
    assert all(word in (page.text or "") for word in ("Trains", "Rain", "Art"))


def test_teasers_that_rotate_are_no_drift() -> None:
    before, now = (
        read("".join(card(f"<h3><a href='/{n}'>{n}</a></h3>", f"{n}: {SUMMARY}") for n in names))
        for names in (("one", "two", "three"), ("four", "five", "six"))
    )
    assert likeness_of_page(before.text or "", now) == 1.0
