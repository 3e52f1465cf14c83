"""Each benchmark once, on next to nothing."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

CLAIMS = (
    "Drinking bleach cures the flu",
    "The moon landing of 1969 was filmed in a studio",
    "A shark swam down a flooded street in Houston",
    "The mayor of Springfield sold the town's bridge",
    "Five in six voters of Utah never voted",
    "Garlic necklaces keep mosquitoes away",
    "The river Danube ran dry in August",
    "A law forbids whistling in Ohio on Sundays",
    "Sweden has abolished cash",
    "The tallest tree on earth was felled for a car park",
    "Penguins were seen on the beaches of Portugal",
    "The new banknote shows a spelling mistake",
)
POSTS = {
    "CLAIM-1": "they FAKED the moon landing in a film studio!!! https://example.org/moon",
    "CLAIM-2": "omg a SHARK swimming in the streets of #Houston",
    "CLAIM-10": "penguins on a beach in portugal?",
}


def run(module: str, *arguments: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-m", f"tests.benchmarks.matching{module}", *arguments],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.fixture
def files(tmp_path):
    claims = [
        {"id": f"CLAIM-{number}", "claim": claim, "title": ""}
        for number, claim in enumerate(CLAIMS)
    ]
    queries = [{"query_id": name, "text": text} for name, text in POSTS.items()]
    written = {"claims": claims, "queries": queries}
    for name, rows in written.items():
        (tmp_path / name).write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "qrels").write_text("\n".join(f"{name}\t{name}" for name in POSTS))
    return [part for name in written for part in (f"--{name}", str(tmp_path / name))]


def test_the_matcher_and_others_rank_a_dozen_claims(files, tmp_path):
    only = ["--only", "this matcher", "full text", "trigrams"]
    said = run(".compare", *files, "--qrels", str(tmp_path / "qrels"), "--hidden", *only)
    assert "3 queries, 12 claims" in said
    assert "| this matcher | 1.000 | 0.000 | 1.000 | 1.000 |" in said
    assert "| full text, any word, `ts_rank` | 1.000 | 0.000 | 1.000 | 1.000 |" in said
    assert "| trigrams, `<->` | " in said
    assert "6 answers: every query with its claim there, and taken out" in said
    assert "| 0.95 | 1.000 |" in said


def test_a_run_is_written_for_others_to_score(files, tmp_path):
    said = run("", *files, "--output", str(tmp_path / "run"))
    assert "3 queries: p50 " in said
    rows = [json.loads(line) for line in (tmp_path / "run").read_text().splitlines()]
    assert {row["query_id"]: row["claims"][0] for row in rows} == {name: name for name in POSTS}


def test_the_matcher_is_asked_everything_in_a_small_newsroom(files):
    posts = files[files.index("--queries") + 1]
    said = run(".scale", "--claims", "60", "--queries", "5", "--posts", posts)
    assert "60 claims" in said
    assert "| posts | 3 |" in said
    assert "| NUL | 5 |" in said
    assert "`show_to_readers`, 100 at once" in said
    assert "failed" not in said
