"""Debates are read, divided and scored as the benchmark says."""

import pytest

from tests.benchmarks.suggestions.__main__ import main
from tests.benchmarks.suggestions.debates import Line, held_out, read_debate
from tests.benchmarks.suggestions.measure import precision_of

JUDGED = (
    "1\tTODD\tGood evening, and welcome.\t0\n"
    "\n"
    "2\tRUIZ\tStaff fell from 1,000 to 40 people in 2018, said Rostec.\t1\n"
    "3\tRUIZ\tDo you think so?\t0\n"
)
UNJUDGED = "line\tspeaker\ttext\n7\tRUIZ\tCrime has risen by 12 percent.\n9\tRUIZ\tThank you.\n"


def test_a_debate_is_read_with_and_without_judgements(tmp_path):
    debate = tmp_path / "debate.tsv"
    debate.write_text(JUDGED, encoding="utf-8")
    assert [line.is_worth for line in read_debate(debate)] == [False, True, False]
    debate.write_text(UNJUDGED, encoding="utf-8")
    assert read_debate(debate) == [
        Line("7", "Crime has risen by 12 percent.", None),
        Line("9", "Thank you.", None),
    ]


def test_the_latest_debates_are_held_out_whatever_their_order():
    names = ["20190108_c", "20170101_a", "20181112_b", "20160209_d"]
    assert held_out(names) == ["20181112_b", "20190108_c"]


def test_precision_counts_what_is_worth_among_the_best():
    lines = [Line(str(number), "", number in {1, 3}) for number in range(4)]
    assert precision_of(lines, [0.1, 0.9, 0.5, 0.7]) == 1
    assert precision_of(lines, [0.9, 0.8, 0.7, 0.6]) == pytest.approx((1 / 2 + 2 / 4) / 2)


def test_scores_are_written_a_line_a_sentence(tmp_path, capsys):
    debate, run = tmp_path / "debate.tsv", tmp_path / "scores.tsv"
    debate.write_text(UNJUDGED, encoding="utf-8")
    assert main(["--input", str(debate), "--output", str(run)]) == 0
    rows = [line.split("\t") for line in run.read_text().splitlines()]
    assert [number for number, _score in rows] == ["7", "9"]
    assert float(rows[0][1]) > float(rows[1][1])
    assert "2 sentences scored" in capsys.readouterr().out


def test_a_judged_debate_is_told_its_precision(tmp_path, capsys):
    debate = tmp_path / "debate.tsv"
    debate.write_text(JUDGED, encoding="utf-8")
    main(["--input", str(debate), "--output", str(tmp_path / "scores.tsv")])
    assert "average precision 1.0000" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_said(tmp_path, capsys):
    assert main(["--input", str(tmp_path / "none.tsv")]) == 1
    assert "no file" in capsys.readouterr().out
