import subprocess

import pytest

from sources.linkcheck.result import Verdict
from tests.benchmarks.links.contenders import ENGINE
from tests.benchmarks.links.mix.build import KINDS, Case
from tests.benchmarks.links.mix.kind import BLOCKED
from tests.benchmarks.links.race import Course, Result
from tests.benchmarks.links.scores import misjudged, score
from tests.benchmarks.links.site import plan, running

URLS, HOSTS = 1000, 100


def test_the_same_seed_builds_the_same_mix():
    wanted = plan("mix", URLS, HOSTS, seed=7)
    first, second = wanted.mix(), wanted.mix()
    assert first.cases == second.cases
    assert {case.kind for case in first.cases} == {kind.name for kind in KINDS}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [11])
def test_the_engine_judges_the_mix_and_kills_nothing_that_lives(tmp_path, seed):
    wanted = plan("mix", URLS, HOSTS, seed)
    cases = wanted.mix().cases
    course = Course(wanted, tmp_path / "urls.txt", tmp_path)
    course.urls.write_text("\n".join(case.url for case in cases), encoding="utf-8")
    with running(wanted) as site:
        subprocess.run(
            ENGINE.command(course, tmp_path), check=False, capture_output=True, timeout=300
        )
        report = site.report()
    result = Result(ENGINE, ENGINE.answers(course))
    judged = score(cases, result)
    assert judged.answered == len(cases)
    assert judged.called_dead == 0
    assert report.trapped == 0
    assert report.most_robots_fetches == 1
    assert judged.right >= 99.5, misjudged(cases, result)


def test_a_peer_is_right_about_a_wall_unless_it_calls_it_dead():
    wall = Case("http://127.1.0.1/", "403", BLOCKED)
    for said, right, dead in ((Verdict.ALIVE, 100, 0), (Verdict.DEAD, 0, 1)):
        judged = score([wall], Result(ENGINE, {wall.url: said}))
        assert (judged.right_or_not, judged.called_dead) == (right, dead)
