"""The real articles lie beside this repository, where they are; the tests on them skip if not."""

import json
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from newsroom.refusals import Conflict
from sources import actions
from sources.importing import Imported, import_article
from sources.models import Retrieval, Source
from tests.factories import publisher, reporter
from tests.support.press import Press, press_in

pytestmark = pytest.mark.django_db

RAW = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "seeds"
with_articles = pytest.mark.skipif(
    not RAW.is_dir(), reason="the five articles are not beside this repository (../shared/data)"
)
STORY = (
    "Harbour closes\n\n"
    "The council voted on Tuesday to close the northern harbour for the winter months.\n\n"
    "Fishermen had asked for another year, and three members of the council agreed with them.\n"
)


def run(*words: str | Path) -> str:
    out = StringIO()
    call_command("import_article", *map(str, words), stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def open_press(tmp_path: Path) -> Iterator[Press]:
    press = press_in(tmp_path)
    with press.open():
        yield press


@pytest.fixture
def articles() -> Mapping[str, Imported]:
    """The five articles, imported, by the number in front of their names."""
    by = publisher()
    return {path.name[:3]: import_article(str(path), by=by) for path in sorted(RAW.glob("*.txt"))}


@with_articles
def test_the_five_articles_are_filed_sensibly(articles: Mapping[str, Imported]) -> None:
    found = {
        number: (
            one.source.title.split()[:2],
            one.source.outlet.name if one.source.outlet else "",
            one.source.published.iso(),
            one.source.published_inferred,
            one.source.language,
            one.state,
        )
        for number, one in articles.items()
    }
    assert found == {
        "000": (["Special", "Attention"], "", "2019-06-02", True, "en", "accepted"),
        "001": (["Latin", "America’s"], "", None, False, "en", "accepted"),
        "002": (["Russia", "withdraws"], "PanAm Post", "2019-06-03", False, "en", "accepted"),
        "003": (["A", "month"], "The Libertarian Hub", None, False, "en", "accepted"),
        "004": (["The", "president"], "", None, False, "en", "accepted"),
    }


@with_articles
def test_a_repost_is_filed_as_one_and_its_notice_left_out(articles: Mapping[str, Imported]) -> None:
    repost = articles["003"].source
    assert repost.republished_from
    assert str(repost.republished_from.outlet) == "Zero Hedge"
    assert "implied permission" not in repost.texts.get().text


CHROME = (
    "Tuesday March 28, 2023", "15 Republicans", "Chris Rock", "cookies", "2,738", "Leave a Reply",
    "03.06.2019", "Elon Musk", "Advertisement", "Subscribe", "Pollo",
)  # fmt: skip


@with_articles
def test_no_menu_counter_or_related_post_is_taken_for_the_story(
    articles: Mapping[str, Imported],
) -> None:
    story = "\n".join(one.source.texts.get().text for one in articles.values())
    assert [words for words in CHROME if words in story] == []


def rows() -> list[dict[str, Any]]:
    path = RAW / "claims.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.is_file() else []


@with_articles
def test_every_acceptable_quote_can_be_anchored_where_it_stood(
    articles: Mapping[str, Imported],
) -> None:
    acceptable = [row for row in rows() if "REJECT" not in row["trap"]]
    assert len(acceptable) == 20
    for row in acceptable:
        text = articles[row["seed"]].source.texts.get()
        raw = Retrieval.objects.get(source=text.source).raw
        passage = actions.quote(text=text, exact=row["exact"])
        before = raw[: row["start"]].split()[-3:]
        assert passage.prefix.split()[-1:] == before[-1:], row["exact"]


@with_articles
def test_words_that_no_article_has_cannot_be_quoted(articles: Mapping[str, Imported]) -> None:
    for words in (row["exact"] for row in rows() if row["start"] is None):
        for one in articles.values():
            with pytest.raises(Conflict, match="does not have the words"):
                actions.quote(text=one.source.texts.get(), exact=words)


@with_articles
def test_words_that_occur_twice_need_their_context(articles: Mapping[str, Imported]) -> None:
    text, words = articles["002"].source.texts.get(), "most of their people from Venezuela"
    with pytest.raises(Conflict, match="occurs 2 times"):
        actions.quote(text=text, exact=words)
    assert actions.quote(text=text, exact=words, prefix="have removed ").start > text.text.index(
        words
    )


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    publisher()
    (tmp_path / "good.txt").write_text(STORY)
    (tmp_path / "empty.txt").write_text("  \n")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    out = StringIO()
    names = [str(tmp_path / f"{name}.txt") for name in ("missing", "empty", "picture", "good")]
    with pytest.raises(CommandError, match="3 of 4 could not be imported") as failure:
        call_command("import_article", *names, stdout=out, stderr=out)
    assert failure.value.returncode == 1
    assert "cannot be opened: No such file" in out.getvalue()
    assert "There is no text to read" in out.getvalue()
    assert "This is a picture, not text." in out.getvalue()
    assert Source.objects.get().title == "Harbour closes"


def test_the_same_text_is_not_filed_twice(tmp_path: Path) -> None:
    publisher()
    (tmp_path / "story.txt").write_text(STORY)
    run(tmp_path / "story.txt")
    with pytest.raises(CommandError):
        run(tmp_path / "story.txt")
    assert Source.objects.count() == 1


def test_a_page_saved_to_a_file_is_read_as_html(tmp_path: Path) -> None:
    publisher()
    paragraphs = "".join(f"<p>{part}</p>" for part in STORY.split("\n\n")[1:])
    html = f"<!doctype html><title>Harbour closes</title><h1>Harbour closes</h1>{paragraphs}"
    (tmp_path / "story.html").write_text(html)
    run(tmp_path / "story.html")
    assert "<p>" not in Source.objects.get().texts.get().text


def test_with_review_nothing_is_frozen(tmp_path: Path) -> None:
    publisher()
    (tmp_path / "story.txt").write_text(STORY)
    assert "read, waiting for an editor" in run("--review", tmp_path / "story.txt")
    assert not Source.objects.get().texts.exists()


def test_an_article_is_fetched_from_its_address(open_press: Press) -> None:
    publisher()
    page = open_press.pages["rosneft"]
    assert "accepted" in run(page.address)
    source = Source.objects.get()
    assert source.title == page.title
    assert page.text.split("\n\n")[-1] in source.texts.get().text
    assert "Related" not in source.texts.get().text


def test_an_address_that_answers_404_is_filed_and_said_to_fail(open_press: Press) -> None:
    publisher()
    with pytest.raises(CommandError, match="1 of 1"):
        run(f"http://{open_press.pages['rosneft'].outlet.domain}/nothing/")
    assert Source.objects.get().link


def test_a_publisher_files_unless_somebody_is_named(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    with pytest.raises(CommandError, match="There is no publisher yet"):
        run(tmp_path / "story.txt")
    with pytest.raises(CommandError, match="Nobody active is called “nobody”"):
        run("--by", "nobody", tmp_path / "story.txt")
    person = reporter()
    run("--by", person.username, tmp_path / "story.txt")
    assert Source.objects.get().filed_by == person
