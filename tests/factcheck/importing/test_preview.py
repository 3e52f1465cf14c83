import pytest

from factcheck.importing import preview as previewing
from factcheck.importing.preview import preview
from factcheck.models import Claim, Topic
from tests.factories import STATEMENT, claim
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

NEW = {"address": "https://press.example.org/new", "statement": "It rained"}


def told(*rows: dict[str, str]) -> list[tuple[str, list[str]]]:
    return [(row.outcome, row.problems) for row in preview(rows)]


def test_a_new_row_would_be_a_new_claim() -> None:
    assert told(NEW) == [("new", [])]


def test_what_we_have_is_known_again_however_it_is_written() -> None:
    made = claim()
    address = made.appearances.get().source.link.url
    again = {"address": f"{address}?utm_source=x#top", "statement": f" {STATEMENT.upper()}  "}
    (row,) = preview([again])
    assert (row.outcome, row.claim_id) == ("known", made.pk)
    assert told({**again, "address": NEW["address"]}) == [("new", [])]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ({"address": "javascript:alert(1)"}, "address: "),
        ({"address": ""}, "address: it is empty."),
        ({"statement": " "}, "statement: it is empty."),
        ({"statement": "x" * 501}, "statement: at most 500 characters, please."),
        ({"said": "03/06/2019"}, "said: “03/06/2019” is not read as a date."),
        ({"said": "2019-13"}, "said: There is no such date"),
        ({"kind": "shouted"}, "kind: “shouted” is none of: verbatim, paraphrase"),
        ({"claimant_kind": "king"}, "claimant_kind: “king” is none of: person"),
        ({"topics": "Trade; Fish"}, "topics: there is no topic “Fish”."),
        ({"language": "English"}, "language: “English” names no language for browsers."),
        ({"source_language": "es MX"}, "source_language: “es MX” names no language"),
        ({"claimant": "x" * 201}, "claimant: at most 200 characters"),
        ({"beyond_the_last_column": "x"}, "There are more cells than columns"),
    ],
)
def test_each_cell_that_cannot_be_read_is_told(cell: dict[str, str], said: str) -> None:
    Topic.objects.create(name="Trade", slug="trade")
    ((outcome, problems),) = told(NEW | cell)
    assert outcome == "wrong"
    assert problems[0].startswith(said), problems


def test_all_problems_of_a_row_are_told_at_once() -> None:
    ((_outcome, problems),) = told({"address": "x y", "statement": "It rained", "said": "soon"})
    assert [problem.partition(":")[0] for problem in problems] == ["address", "said"]


def test_a_row_twice_in_a_file_is_told_of() -> None:
    rows = told(NEW, NEW | {"statement": "It  RAINED"})
    assert rows == [("new", []), ("wrong", ["The address and the claim of row 1."])]


def test_words_that_are_not_in_the_text_we_have_are_told_of() -> None:
    address = claim().appearances.get().source.link.url
    row = {"address": address, "statement": "Another claim"}
    assert told(row | {"quote": "moved more than 17,000 tons"}) == [("new", [])]
    ((outcome, (problem,)),) = told(row | {"quote": "moved less"})
    assert (outcome, problem.partition(":")[0]) == ("wrong", "quote")


def test_many_rows_cost_few_queries_and_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(previewing, "AT_ONCE", 10)
    rows = [NEW | {"statement": f"Claim {n}", "quote": "It rained"} for n in range(30)]
    with sql_sent() as sent:
        assert len(told(*rows)) == 30
    assert len(sent) == 6, "two for each ten"
    assert not Claim.objects.exists()
