import csv
import io
import json
import tracemalloc
from collections.abc import Sequence
from datetime import datetime

import pytest
from openpyxl import Workbook

from factcheck.importing import files
from factcheck.importing.files import read_rows, unread_columns, write_csv
from newsroom.refusals import Refusal
from tests.factcheck.importing.reviews import FEED, REVIEW, page

ROW = {"address": "https://press.example.org/1", "statement": "It rained, twice"}
TABLE = [["Address", " Statement ", "Said"], [*ROW.values(), "2019-06"]]


def workbook(*rows: Sequence[object]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def table(*rows: list[str], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize(
    "data",
    [
        table(*TABLE),
        table(*TABLE, delimiter=";"),
        b"\xef\xbb\xbf" + table(*TABLE, delimiter="\t"),
        "\n".join(
            ["address,statement,said", f'{ROW["address"]},"It rained, twice",2019-06']
        ).encode("utf-16"),
        workbook(*TABLE),
        json.dumps([ROW | {"Said": "2019-06"}]).encode(),
        json.dumps({"claims": [ROW | {"said": "2019-06", "source": {"a": 1}}]}).encode(),
    ],
    ids=["csv", "semicolons", "tabs", "utf-16", "xlsx", "json", "json of claims"],
)
def test_every_format_gives_the_same_row(data: bytes) -> None:
    assert read_rows(data) == [ROW | {"said": "2019-06"}]


def test_cells_of_a_workbook_are_read_as_people_see_them() -> None:
    cells = [*ROW.values(), datetime.fromisoformat("2019-06-03"), 2019, None]
    (row,) = read_rows(workbook(["address", "statement", "said", "place", "quote"], cells, [None]))
    assert (row["said"], row["place"]) == ("2019-06-03", "2019")
    assert "quote" not in row


def test_a_sheet_formatted_to_its_last_cell_is_read_like_any_other() -> None:
    book, out = Workbook(), io.BytesIO()
    book.active.append(list(ROW))
    book.active.append(list(ROW.values()))
    book.active.cell(row=50_000, column=16_384).value = "x"
    book.save(out)
    tracemalloc.start()
    assert read_rows(out.getvalue()) == [ROW]
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20_000_000, "no row is kept that says nothing"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b" \n", "The file is empty."),
        (b"address,claim\nhttps://a.example.org,It rained\n", "There is no column “statement”."),
        (b"address,statement\n", "There is no row in it."),
        (b"[1, 2]", "Neither a list of rows nor ClaimReview"),
        (b'{"a": ', "This is not JSON"),
        (b"[" * 100_000, "This is not JSON"),
        (b"PK\x03\x04 nothing of the kind", "The workbook cannot be read."),
        (b"%PDF-1.4", "This is a PDF, not text."),
        (page({"@type": "Article"}), "There is no ClaimReview in this page."),
        (page("{not json"), "There is no ClaimReview in this page."),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        read_rows(data)


def test_a_file_is_read_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_ROWS", 2)
    with pytest.raises(Refusal, match="More than 2 rows"):
        read_rows(table(*TABLE, *TABLE[1:] * 2))
    monkeypatch.setattr(files, "LARGEST_UNPACKED", 1000)
    with pytest.raises(Refusal, match="too large unpacked"):
        read_rows(workbook(*TABLE))


def test_a_workbook_is_measured_by_what_reading_it_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six million empty rows pack into 54 kB."""
    monkeypatch.setattr(files, "MOST_EMPTY", 2)
    with pytest.raises(Refusal, match="More than 2 rows"):
        read_rows(workbook(TABLE[0], [], [], [], TABLE[1]))
    assert read_rows(workbook(*TABLE))
    monkeypatch.setattr(files, "MOST_TAGS", 100)
    with pytest.raises(Refusal, match="too large unpacked"):
        read_rows(workbook(*TABLE))


def test_one_row_with_too_many_cells_spoils_no_other() -> None:
    data = (
        b"address,statement\nhttps://a.example.org/1,It rained, twice\nhttps://a.example.org/2,Ok\n"
    )
    first, second = read_rows(data)
    assert first["beyond_the_last_column"] == "twice"
    assert second == {"address": "https://a.example.org/2", "statement": "Ok"}


def test_columns_nobody_knows_are_named() -> None:
    rows = [ROW | {"verdict": "true", "what_is_wrong": "…"}]
    assert unread_columns(rows) == ["verdict"]


def test_what_the_database_cannot_hold_is_left_out() -> None:
    data = json.dumps([ROW | {"place": "Por\0to\ud800"}]).encode()
    assert read_rows(data)[0]["place"] == "Porto?"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_file_of_errors_holds_no_formula_and_comes_back_as_it_was(start: str) -> None:
    formula = f"{start}HYPERLINK(1)"
    given = ROW | {"claimant": formula, formula: "x", "quote": "'tis"}
    data = write_csv([(given, [f"{formula} is none."])])
    (heads, cells) = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert not [cell for cell in (*heads, *cells) if cell.startswith(("=", "+", "-", "@"))]
    assert not [cell for cell in (*heads, *cells) if cell[:1] in {"\t", "\r"}]
    assert (heads[-1], cells[-1]) == ("what is wrong", f"'{formula} is none.")
    (row,) = read_rows(data)
    assert row["claimant"] == formula.strip()
    assert row["quote"] == "'tis"


@pytest.mark.parametrize("ends_a_cell", [";", "\t", "\n", "\r\n"])
def test_no_formula_stands_where_a_spreadsheet_may_begin_another_cell(ends_a_cell: str) -> None:
    given = ROW | {"context": f"a{ends_a_cell}=HYPERLINK(1)"}
    data = write_csv([(given, [])])
    assert f"{ends_a_cell}=" not in data.decode()
    (row,) = read_rows(data)
    assert row["context"] == given["context"]


def test_a_table_wider_than_any_is_refused_before_its_rows_are_read() -> None:
    names = [*ROW, *(f"column {number}" for number in range(files.MOST_COLUMNS))]
    with pytest.raises(Refusal, match="More than 200 columns"):
        read_rows(table(names, list(ROW.values())))


def test_a_review_is_a_row() -> None:
    row = {
        "address": "https://press.example.org/harbour",
        "statement": "The harbour moved more than 17,000 tons of grain in May",
        "claimant": "Ana Ruiz",
        "said": "2019-06-03",
        "language": "en",
        "source_title": "Harbour speaks",
        "context": "Checked by The Checkers: “Half true”. https://checkers.example.org/harbour",
    }
    for data in (json.dumps(REVIEW).encode(), page("{broken", {"@graph": [REVIEW]})):
        assert read_rows(data) == [row]


def test_a_feed_gives_a_row_for_each_review() -> None:
    harbour, airport = read_rows(json.dumps(FEED).encode())
    assert harbour["claimant"] == "Ana Ruiz"
    assert airport["address"] == "https://checkers.example.org/airport", "no other page is named"
    assert airport["claimant"] == "Ana Ruiz; The Council"


def test_a_deep_or_odd_feed_is_walked_without_harm() -> None:
    deep: object = REVIEW
    for _step in range(200):
        deep = [deep]
    odd = {"@type": ["ClaimReview", 7, None], "claimReviewed": {"@value": "It rained"}, "url": []}
    rows = read_rows(json.dumps([deep, odd, REVIEW]).encode())
    assert [row["statement"] for row in rows] == ["It rained", REVIEW["claimReviewed"]]
