"""What is found in files and pages of every kind, and what is refused of them."""

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

from factcheck.external import files, stream
from factcheck.external.files import entries_at, entries_of
from factcheck.external.stream import Entry
from factcheck.importing.jsonld import TWICE
from newsroom.refusals import Refusal
from tests.factcheck.external.reviews import feed, review, written
from tests.factcheck.importing.reviews import page

TWO = [review(1), review(2)]


def found_in(data: bytes) -> list[Entry]:
    return list(entries_of(io.BytesIO(data)))


def urls(data: bytes) -> list[str]:
    return [entry.review["url"][-1] if entry.review else entry.problem for entry in found_in(data)]


def why(data: bytes) -> tuple[int, str]:
    """Return how many reviews come before the refusal, and what it says."""
    found: list[Entry] = []
    with pytest.raises(Refusal) as refused:
        found.extend(entries_of(io.BytesIO(data)))
    return len(found), str(refused.value)


def dumped(given: Any) -> bytes:
    return json.dumps(given).encode()


LINES = b"\n".join(map(dumped, TWO)) + b"\n"


@pytest.mark.parametrize(
    "data",
    [
        dumped(feed(*TWO)),
        dumped(TWO),
        dumped([[TWO]]),
        dumped({"@graph": TWO}),
        dumped({"results": {"page": [{"review": one} for one in TWO]}}),
        b"\xef\xbb\xbf" + dumped(feed(*TWO)),
        json.dumps(feed(*TWO)).encode("utf-16"),
        json.dumps(feed(*TWO), indent=2).encode(),
        gzip.compress(dumped(feed(*TWO))),
        LINES,
        LINES.replace(b"\n", b"\r\n\r\n"),
        gzip.compress(LINES),
        page(*TWO),
        page({"@graph": [{"@type": "WebPage"}, TWO]}),
        page("nonsense", TWO),
    ],
)
def test_reviews_are_found_whatever_they_come_in(data: bytes) -> None:
    assert urls(data) == ["1", "2"]


@pytest.mark.parametrize(
    "wrapped",
    [
        "<!-- {} -->",
        "<![CDATA[ {} ]]>",
        "//<![CDATA[\n{}\n//]]>",
        "/*<![CDATA[*/{}/*]]>*/",
        "{};",
        "\n\t{}\n",
    ],
)
def test_what_old_tools_write_around_a_script_does_no_harm(wrapped: str) -> None:
    assert urls(page(wrapped.replace("{}", json.dumps(TWO)))) == ["1", "2"]
    assert urls(page(*TWO).replace(b"ld+json", b"LD+JSON; charset=utf-8")) == ["1", "2"]


def test_a_page_with_microdata_says_what_is_read() -> None:
    marked = b'<html><div itemscope itemtype="http://schema.org/ClaimReview">x</div></html>'
    assert why(marked) == (0, "This page has its ClaimReview as microdata; only JSON-LD is read.")


def test_a_claim_about_pages_makes_no_page() -> None:
    assert urls(dumped([review(1, claimReviewed="<html> was made in 1990")])) == ["1"]


def test_a_null_item_is_a_row_that_says_why() -> None:
    given = feed(review(1), None, {"@type": "Article"}, review(2))
    given["dataFeedElement"] += [None, 7, {"item": []}]
    none = "There is no ClaimReview in this item."
    assert urls(dumped(given)) == ["1", none, none, "2", none, none, none]


def test_a_bad_line_spoils_no_other() -> None:
    first, wrong, nothing, last = urls(dumped(TWO[0]) + b'\n{"a":\n{}\n' + dumped(TWO[1]) + b"\n")
    assert (first, last) == ("1", "2")
    assert wrong.startswith("This is no JSON")
    assert nothing == "There is no ClaimReview in this line."


def test_several_types_and_their_vocabulary_are_understood() -> None:
    kinds = (["Review", "ClaimReview"], "http://schema.org/ClaimReview", "schema:ClaimReview")
    data = dumped([review(n, **{"@type": kind}) for n, kind in enumerate(kinds)])
    assert urls(data) == ["0", "1", "2"]


def test_numbers_no_computer_counts_to_are_texts() -> None:
    data = dumped(review(big="BIG")).replace(b'"BIG"', b"[1e999, 123456789012345678901, 0.5, 7]")
    (entry,) = found_in(data)
    assert entry.review["big"] == ["1E+999", "123456789012345678901", 0.5, 7]


def test_a_key_given_twice_is_told() -> None:
    (entry,) = found_in(dumped(review(1)).replace(b"{", b'{"url": "https://x.example.org", ', 1))
    assert entry.review[TWICE] == ["url"]


def test_characters_that_are_none_are_marked_where_they_are() -> None:
    data = dumped(feed(review(1, claimReviewed="EspaXa"), review(2))).replace(
        b"EspaXa", b"Espa\xf1a"
    )
    first, second = found_in(data)
    assert first.review["claimReviewed"] == "Espa\ufffda"
    assert second.review == review(2)


def test_line_ends_and_nul_inside_a_text_are_white_space() -> None:
    data = dumped(feed(review(1, claimReviewed="aXb"))).replace(b"aXb", b"a\x00\t\rb")
    assert found_in(data)[0].review["claimReviewed"] == "a   b"


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        (b"NaN", "This is no JSON"),
        (b"Infinity", "This is no JSON"),
        (b"9" * 5_000, "This is no JSON"),
        (b"1e" + b"9" * 5_000 + b"]}", "This is no JSON"),
        (b"a" * 100_000, "This is no JSON"),
        (b'"\\ud800', "This is no JSON"),
        (b"[" * 100_000, "nested more than 60 deep"),
        (b'{"a":' * 100_000, "nested more than 60 deep"),
        (b"", "This is no JSON"),
    ],
)
def test_what_comes_before_the_fault_is_read(rest: bytes, said: str) -> None:
    before, told = why(dumped(feed(*TWO))[:-2] + b", " + rest)
    assert before == 2
    assert said in told


def test_a_million_items_of_nothing_are_no_feed() -> None:
    before, told = why(b'{"a": [' + b"{}," * 600_000 + b"0]}")
    assert before == 0
    assert told.startswith("No ClaimReview among")


def test_a_review_larger_than_any_is_refused_alone() -> None:
    huge = review(1, extra=[0] * (stream.MOST_VALUES + 1))
    assert urls(dumped(feed(huge, review(2)))) == ["It has more than 5000 values.", "2"]


def test_a_huge_text_is_cut() -> None:
    (entry,) = found_in(dumped(review(1, reviewBody="x" * 3_000_000)))
    assert len(entry.review["reviewBody"]) == stream.LONGEST_TEXT


def test_a_word_without_an_end_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LONGEST_VALUE", 1 << 20)
    assert why(dumped(feed(*TWO))[:-2] + b"," + b"a" * (3 << 20)) == (
        2,
        "A value is longer than 1 MB.",
    )


def test_a_packed_file_is_unpacked_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 1 << 20)
    bomb = gzip.compress(dumped(feed(review(1)))[:-2] + b" " * (64 << 20))
    before, told = why(bomb)
    assert before == 1
    assert told == "There is more in it than the 1 MB that are read."
    assert why(gzip.compress(b"[]" * 99)[:20])[1].startswith("The packed file is broken")
    assert why(gzip.compress(gzip.compress(dumped(TWO))))[1].startswith("This is no JSON")


def test_a_line_is_read_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LONGEST_LINE", 1_000)
    data = dumped({"a": 1}) + b"\n" + dumped({"a": "x" * 2_000})
    assert why(data) == (1, "A line is longer than 1000 bytes.")


@pytest.mark.parametrize("data", [b"", b" \n", b"PK\x03\x04", b"address,statement\n1,2\n"])
def test_what_is_no_json_is_refused(data: bytes) -> None:
    assert why(data)[0] == 0


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="cannot be opened"):
        list(entries_at(str(tmp_path / "none.json")))
    assert len(list(entries_at(str(written(tmp_path / "feed.json", TWO))))) == 2
