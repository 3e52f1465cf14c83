import json
from pathlib import Path

import pytest

from sources.linkcheck.__main__ import main
from tests.sources.linkcheck.network import LOOPBACK
from tests.support.website import Website, html, status

pytestmark = pytest.mark.allow_hosts(LOOPBACK)


def run(tmp_path: Path, *lines: str, site: Website) -> tuple[int, list[dict[str, object]]]:
    urls, results = tmp_path / "urls.txt", tmp_path / "results.jsonl"
    urls.write_text("\n".join(lines), encoding="utf-8")
    options = ["--allow-network", "127.0.0.0/29", "--allow-port", str(site.port)]
    code = main(["--input", str(urls), "--output", str(results), *options])
    return code, [json.loads(line) for line in results.read_text(encoding="utf-8").splitlines()]


def test_every_address_gets_a_line(
    tmp_path: Path, site: Website, capsys: pytest.CaptureFixture[str]
) -> None:
    site.pages.update({"/a": html("Hello"), "/b": status(403)})
    code, lines = run(
        tmp_path, "# a note", site.url("/a"), "", site.url("/b"), "http://10.0.0.1/", site=site
    )
    verdicts = {line["url"]: line["verdict"] for line in lines}
    assert verdicts == {
        site.url("/a"): "alive",
        site.url("/b"): "blocked",
        "http://10.0.0.1/": "refused",
    }
    assert code == 0
    said = capsys.readouterr().err
    assert "3 of 3" in said
    assert "alive" in said


def test_a_dead_address_makes_the_exit_code(tmp_path: Path, site: Website) -> None:
    site.pages["/a"] = status(410)
    code, lines = run(tmp_path, site.url("/a"), site=site)
    assert code == 1
    assert {"verdict": "dead", "outcome": "gone", "rule": "gone", "status": 410}.items() <= (
        lines[0].items()
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--input", "missing.txt"], "missing.txt"),
        (["--input", __file__, "--allow-network", "10.0.0.1/8"], "10.0.0.1/8"),
        (["--input", __file__, "--allow-port", "http"], "http"),
        ([], "--input"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(
    tmp_path: Path, options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--output", str(tmp_path / "out.jsonl"), *options])
    assert stopped.value.code == 2
    assert message in capsys.readouterr().err
