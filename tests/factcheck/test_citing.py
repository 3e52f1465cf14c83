import re
from dataclasses import replace
from datetime import date

import pytest

from factcheck.citing import Cited, bibtex, plain
from tests.factcheck.hostile import HOSTILE

CITED = Cited(
    slug="harbour-grain",
    version=2,
    newsroom="Fact desk",
    claim="The harbour moved 17,000 tons",
    rating="Mostly true",
    published=date(2026, 11, 22),
    permalink="https://desk.example.org/checks/harbour-grain/v/2/",
)


def test_a_citation_names_newsroom_claim_rating_version_day_and_permalink() -> None:
    assert plain(CITED) == (
        "Fact desk – Mostly true: The harbour moved 17,000 tons (version 2, 2026-11-22). "
        "https://desk.example.org/checks/harbour-grain/v/2/"
    )


def test_bibtex_has_what_every_style_knows() -> None:
    assert bibtex(CITED) == (
        "@misc{harbour-grain-v2,\n"
        "  author = {{Fact desk}},\n"
        "  title = {{The harbour moved 17,000 tons}},\n"
        "  howpublished = {Fact-check},\n"
        "  year = {2026},\n"
        "  month = nov,\n"
        "  url = {https://desk.example.org/checks/harbour-grain/v/2/},\n"
        "  note = {Rating: Mostly true. Version 2, 2026-11-22},\n"
        "}\n"
    )


def depths(entry: str) -> list[int]:
    """Count open braces as BibTeX does: a backslash before one changes nothing."""
    found, depth = [], 0
    for c in entry:
        depth += (c == "{") - (c == "}")
        found.append(depth)
    return found


@pytest.mark.parametrize("words", [*HOSTILE, "}", "{{{", "\\}", "a }, evil = {b}", "%"])
def test_no_words_end_a_field_or_the_entry(words: str) -> None:
    entry = bibtex(replace(CITED, claim=words, newsroom=words, rating=words))
    counted = depths(entry)
    assert min(counted) == 0
    assert counted.index(0, entry.index("{")) == len(entry.rstrip()) - 1
    assert len(entry.splitlines()) == len(bibtex(CITED).splitlines())
    fields = [line.split(" = ")[0].strip() for line in entry.splitlines()[1:-1]]
    assert fields == ["author", "title", "howpublished", "year", "month", "url", "note"]


def test_what_tex_reads_as_orders_is_written_as_characters() -> None:
    entry = bibtex(replace(CITED, claim="\\input{x} 50% & $5 #1 a_b ~ ^"))
    title = re.search(r"title = \{\{(.*)\}\},", entry)
    assert title
    assert title[1] == (
        r"\textbackslash{}input\textbraceleft{}x\textbraceright{} 50\% \& \$5 \#1 a\_b "
        r"\textasciitilde{} \textasciicircum{}"
    )


def test_a_citation_is_one_line_whatever_it_cites() -> None:
    assert "\n" not in plain(replace(CITED, claim="one\r\ntwo\u2028three\x00"))
    assert "one two three" in plain(replace(CITED, claim="one\r\ntwo\u2028three\x00"))
