"""The public site as files: all of it, nothing else, linked, and brought up to date."""

import re
import resource
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from io import StringIO
from itertools import count
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from factcheck import actions
from factcheck.models import Check, Claim, Claimant, Rating, Topic
from factcheck.static_site import surfaces
from factcheck.static_site.listing import Listing
from newsroom.static_site import drawing, gone, run, statics
from newsroom.static_site.folder import GONE
from sources.models import Link
from tests.factcheck.views.reader import address, correct, withdraw
from tests.factories import STATEMENT, judged_claim, published_claim, transition

pytestmark = pytest.mark.django_db

LIVE = "https://desk.example.org"
LINK = re.compile(r'<(?:a|link|img|form)\b[^>]*\s(?:href|src|action)="([^"]*)"')


def export(place: Path, processes: int = 1) -> str:
    said = StringIO()
    call_command("export_site", place, processes=processes, stdout=said)
    return said.getvalue()


def files(place: Path) -> dict[str, bytes]:
    """Return what is in a folder, our own notes left out."""
    found = (path for path in place.rglob("*") if path.is_file())
    named = {str(path.relative_to(place)): path.read_bytes() for path in found}
    return {name: body for name, body in named.items() if not name.startswith(".")}


def pages(place: Path) -> dict[str, str]:
    return {name: body.decode() for name, body in files(place).items() if name.endswith(".html")}


def marks(place: Path) -> dict[str, tuple[int, int]]:
    """Return which files these are, to see which are others."""
    return {
        name: ((place / name).stat().st_ino, (place / name).stat().st_mtime_ns)
        for name in files(place)
    }


@pytest.fixture
def few() -> list[Claim]:
    """Three claims on one topic, one of them corrected."""
    topic = Topic.objects.create(name="Harbours", slug="harbours")
    made = [published_claim(statement=f"Harbour {n} grew", topics=[topic]) for n in range(3)]
    correct(made[0])
    return made


@pytest.fixture
def claims() -> list[Claim]:
    """More claims than a list shows at once, on one topic, one of them corrected."""
    topic = Topic.objects.create(name="Harbours", slug="harbours")
    made = [published_claim(statement=f"Harbour {n} grew", topics=[topic]) for n in range(22)]
    correct(made[3])
    return made


def test_every_link_of_every_page_leads_to_a_file(claims: list[Claim], tmp_path: Path) -> None:
    withdraw(claims[5])
    export(tmp_path)
    found = {n: page for n, page in pages(tmp_path).items() if not n.endswith("404.html")}
    assert len(found) > 100
    led = 0
    for name, page in found.items():
        for given in LINK.findall(page):
            target = unescape(given).partition("#")[0]
            if target.startswith((LIVE, "https://", "http://", "mailto:")) or not target:
                continue
            assert not target.startswith("/"), f"{name}: {target}"
            assert (tmp_path / name).parent.joinpath(target).resolve().is_file(), (
                f"{name}: {target}"
            )
            led += 1
    assert led > 1_000


def test_what_cannot_be_a_file_leads_to_the_live_site(few: list[Claim], tmp_path: Path) -> None:
    export(tmp_path)
    page = pages(tmp_path)["es/index.html"]
    assert f'href="{LIVE}/es/search/"' in page
    assert not (tmp_path / "search").exists()
    assert {link for link in LINK.findall(page) if link.startswith("/")} == set()


def test_a_page_says_what_the_live_one_says(
    few: list[Claim], tmp_path: Path, client: Client
) -> None:
    export(tmp_path)
    for path in ("/", "/topics/harbours/", address(few[0]), "/es/corrections/"):
        name = f"{path.removeprefix('/')}index.html"
        live = client.get(path).content.decode()
        assert re.sub(LINK, "", pages(tmp_path)[name]) == re.sub(LINK, "", live)


def test_lists_go_on_over_their_stretches_and_back(claims: list[Claim], tmp_path: Path) -> None:
    export(tmp_path)
    for folder in ("", "es/", "topics/harbours/", "claimants/ana-ruiz/"):
        first = (tmp_path / folder / "index.html").read_text()
        older = re.search(r'rel="next" href="([^"]+)"', first)
        assert older is not None
        further = (tmp_path / folder / older[1]).resolve()
        newer = re.search(r'rel="prev" href="([^"]+)"', further.read_text())
        assert newer is not None
        assert (further.parent / newer[1]).resolve() == (tmp_path / folder / "index.html").resolve()


def test_a_second_run_draws_and_writes_nothing(
    few: list[Claim], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(tmp_path)
    before = marks(tmp_path)
    monkeypatch.delattr(run, "draw")
    assert "0 pages drawn, 0 written, 0 gone" in export(tmp_path)
    assert marks(tmp_path) == before


def test_a_correction_rewrites_only_what_shows_it(few: list[Claim], tmp_path: Path) -> None:
    export(tmp_path)
    before = marks(tmp_path)
    correct(few[1])
    export(tmp_path)
    after = marks(tmp_path)
    written = {name for name in after if after[name] != before.get(name)}
    source = few[1].appearances.get().source.slug
    own = (f"checks/{few[1].slug}/", f"sources/{source}/", "corrections/")
    assert {name for name in written if name.removeprefix("es/").startswith(own)} >= {
        f"checks/{few[1].slug}/index.html",
        f"checks/{few[1].slug}/v/2/index.html",
        f"es/checks/{few[1].slug}/v/1/index.html",
        "es/corrections/index.html",
    }
    others = {name for name in written if not name.removeprefix("es/").startswith(own)}
    assert not any("checks/" in name or "sources/" in name for name in others)


def test_of_what_is_withdrawn_the_notice_is_left(tmp_path: Path) -> None:
    claim, other = published_claim(), published_claim(statement="Another claim")
    source = claim.appearances.get().source.slug
    export(tmp_path)
    assert STATEMENT in pages(tmp_path)[f"checks/{claim.slug}/index.html"]
    withdraw(claim)
    export(tmp_path)
    found = pages(tmp_path)
    for file in ("cite.bib", "bundle.zip", f"../../cards/{claim.slug}.png"):
        assert not (tmp_path / "checks" / claim.slug / file).exists()
    for folder in (f"checks/{claim.slug}/", f"es/checks/{claim.slug}/v/1/", f"embed/{claim.slug}/"):
        assert "We quoted the wrong person." in found[f"{folder}index.html"]
        assert (tmp_path / folder / GONE).exists()
    assert not (tmp_path / "checks" / other.slug / GONE).exists()
    assert "There is no page here" in found[f"sources/{source}/index.html"]
    assert not [name for name, page in found.items() if STATEMENT in page]
    assert not [
        name for name, page in found.items() if f"{claim.slug}/v/1" in page and "v/" not in name
    ]


def test_versions_are_compared_with_the_newest_and_with_no_former_newest(tmp_path: Path) -> None:
    claim = published_claim()
    compared = tmp_path / f"checks/{claim.slug}/v/1/changes/against"
    for newest in ("2", "3"):
        correct(claim)
        export(tmp_path)
        assert [folder.name for folder in compared.iterdir()] == [newest]


def test_what_comes_back_is_no_longer_marked_as_gone(tmp_path: Path) -> None:
    topic = Topic.objects.create(name="Harbours", slug="harbours")
    claim = published_claim(topics=[topic])
    export(tmp_path)
    withdraw(claim)
    export(tmp_path)
    assert (tmp_path / "topics/harbours" / GONE).exists()
    published_claim(statement="Another claim", topics=[topic])
    export(tmp_path)
    assert not (tmp_path / "topics/harbours" / GONE).exists()
    assert "Another claim" in pages(tmp_path)["topics/harbours/index.html"]


def test_what_was_never_published_is_in_no_file(tmp_path: Path) -> None:
    published_claim()
    draft = judged_claim(statement="Nobody may read this yet")
    source = draft.appearances.get().source.slug
    export(tmp_path)
    for name, page in pages(tmp_path).items():
        assert "Nobody may read this yet" not in page
        assert draft.slug not in name + page
        assert source not in name + page


def test_a_claimant_merged_into_another_leads_there(tmp_path: Path) -> None:
    published_claim()
    target = Claimant.objects.create(name="Ana Ruiz M.", slug="ana-ruiz-m")
    Claimant.objects.filter(slug="ana-ruiz").update(merged_into=target)
    export(tmp_path)
    page = pages(tmp_path)["es/claimants/ana-ruiz/index.html"]
    assert 'url=../../../es/claimants/ana-ruiz-m/index.html"' in page
    assert (tmp_path / "es/claimants/ana-ruiz-m/index.html").exists()


def found_dead(claim: Claim) -> None:
    link = Link.objects.get(evidence__claim=claim)
    Link.objects.filter(pk=link.pk).update(health="dead")
    transition(link, "health", "dead", before="alive")
    actions.open_reviews()


ACTS: dict[str, Callable[[Claim], object]] = {
    "a correction": correct,
    "a withdrawal": withdraw,
    "a page is gone": found_dead,
    "a new check": lambda _: published_claim(statement="Something new"),
    "a topic is renamed": lambda _: Topic.objects.update(name="Ports"),
    "a rating is renamed": lambda _: Rating.objects.update(label="Rated otherwise"),
}


@pytest.mark.parametrize("act", ACTS)
def test_bringing_up_to_date_gives_what_beginning_anew_would(
    few: list[Claim], tmp_path: Path, act: str
) -> None:
    export(tmp_path / "kept")
    ACTS[act](few[1])
    export(tmp_path / "kept")
    export(tmp_path / "new")
    kept, new = files(tmp_path / "kept"), files(tmp_path / "new")
    assert {name: kept[name] for name in new} == new
    gone = {str(Path(name).with_name(GONE)) for name in kept if name not in new}
    assert gone <= kept.keys(), "what else is left says that it is gone"


def test_stopped_at_any_moment_it_goes_on(
    few: list[Claim], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn, draw = count(), drawing.draw

    def stopped(*given):
        if next(drawn) == 10:
            raise KeyboardInterrupt
        return draw(*given)

    with monkeypatch.context() as patch:
        patch.setattr(run, "draw", stopped)
        patch.setattr(run, "AT_ONCE", 4)
        with pytest.raises(CommandError, match="Run it again to go on"):
            export(tmp_path / "kept")
    assert " 8 were up to date" in export(tmp_path / "kept"), "two lots of four were finished"
    export(tmp_path / "new")
    assert files(tmp_path / "kept") == files(tmp_path / "new")


def test_a_page_that_cannot_be_drawn_is_named_and_keeps_no_withdrawal_back(
    few: list[Claim], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given):
        raise RuntimeError("The shelf is empty.")

    export(tmp_path)
    page = f"checks/{few[1].slug}/index.html"
    withdraw(few[1])
    with monkeypatch.context() as patch:
        patch.setattr("factcheck.views.records._scale", broken)
        Rating.objects.update(label="Rated otherwise")
        with pytest.raises(CommandError, match=r"/methodology/ cannot.*shelf.* 1 others"):
            export(tmp_path)
    assert "We quoted the wrong person." in pages(tmp_path)[page]
    assert "2 pages drawn" in export(tmp_path)


def test_where_nothing_can_be_drawn_it_stops_soon(
    few: list[Claim], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given):
        tried.append(1)
        raise drawing.CannotDraw("No page can be drawn.")

    tried: list[int] = []
    monkeypatch.setattr(run, "draw", broken)
    monkeypatch.setattr(run, "MOST_FAILURES", 3)
    with pytest.raises(CommandError, match="No page can be drawn"):
        export(tmp_path)
    assert len(tried) == run.AT_ONCE


def test_a_disk_that_takes_no_more_is_said_in_words(few: list[Claim], tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        with pytest.raises(CommandError, match=r"File too large\. What was written until then"):
            export(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "0 were up to date" in export(tmp_path)


def test_what_is_left_of_a_page_has_the_styles_of_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = Topic.objects.create(name="Harbours", slug="harbours")
    claim = published_claim(topics=[topic])
    export(tmp_path)
    withdraw(claim)
    export(tmp_path)
    notice = tmp_path / "topics/harbours/index.html"
    notice.write_text("as it was drawn with an earlier edition")
    for part in (run, gone, statics):
        monkeypatch.setattr(part, "edition", lambda: "another")
    assert " 0 gone" in export(tmp_path), "it was so before"
    assert "There is no page here" in notice.read_text()


def test_a_folder_of_somebody_else_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(CommandError, match="Choose an empty folder"):
        export(tmp_path)


@pytest.mark.django_db(transaction=True)
def test_several_processes_write_what_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        published_claim(statement=f"Harbour {number} grew")
    export(tmp_path / "one")
    monkeypatch.setattr(run, "FEW", 0)
    export(tmp_path / "two", processes=2)
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_the_first_page_is_the_same_in_whatever_order_its_topics_are_found(
    few: list[Claim],
) -> None:
    Check.objects.get(claim=few[0]).topics.add(Topic.objects.create(name="Ships", slug="ships"))
    found = Listing.read()
    turned = replace(found, by_topic=dict(reversed(found.by_topic.items())))
    home = surfaces.latest("home")
    assert list(found.by_topic) != list(turned.by_topic)
    assert list(home(found)) == list(home(turned))
