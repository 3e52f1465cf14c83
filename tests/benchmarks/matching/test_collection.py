import gzip
import json
from datetime import date

from tests.benchmarks.matching import __main__ as run
from tests.benchmarks.matching import compare
from tests.benchmarks.matching.collection import absent, read_claims, read_queries


def test_claims_have_the_articles_of_their_ids_and_the_days_they_were_checked(tmp_path):
    claims, articles = tmp_path / "claims.jsonl.gz", tmp_path / "articles.jsonl"
    rows = [
        {"id": "a", "claim": "Water burns.", "title": "No", "date": "26 May 2015"},
        {"id": "b", "claim": "Ice burns.", "date": "stated on October 28, 2019 in a speech:"},
        {"id": "c", "claim": "Steam burns.", "title": None, "date": "some time ago"},
    ]
    claims.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    articles.write_text(json.dumps({"id": "b", "text": "It melts."}) + "\n")
    read = list(read_claims(claims, articles))
    assert [one.article for one in read] == ["", "It melts.", ""]
    assert [one.title for one in read] == ["No", "", ""]
    assert [one.checked_on for one in read] == [date(2015, 5, 26), date(2019, 10, 28), None]


def test_only_queries_that_are_known_to_repeat_something_are_asked(tmp_path):
    queries, pairs = tmp_path / "queries.jsonl", tmp_path / "pairs.tsv"
    rows = [{"query_id": name, "text": name.upper()} for name in ("q", "r", "s")]
    queries.write_text("\n".join(map(json.dumps, rows)))
    pairs.write_text("q\ta\ns\tb\ns\tc\n")
    assert [query.id for query in read_queries(queries)] == ["q", "r", "s"]
    known = read_queries(queries, pairs)
    assert [(one.text, sorted(one.repeats)) for one in known] == [("Q", ["a"]), ("S", ["b", "c"])]


def test_a_file_that_is_not_there_is_named_and_nothing_is_measured(tmp_path, capsys):
    lacking = tmp_path / "claims.jsonl"
    assert str(lacking) in absent(None, lacking)
    for benchmark in (compare, run):
        assert benchmark.main(["--claims", str(lacking)]) == 0
        assert f"nothing to measure on: no file {lacking}" in capsys.readouterr().out
