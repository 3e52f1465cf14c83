import re
from pathlib import Path

import pytest

from seeds import pages
from seeds.pages import Page, SeedError, read_outlets, read_pages

PAGES = read_pages()
RAW = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "seeds"


def test_each_outlet_has_a_port_of_its_own() -> None:
    ports = [outlet.port for outlet in read_outlets().values()]
    assert len(set(ports)) == len(ports)


def test_each_page_has_an_address_of_its_own() -> None:
    assert len({page.address for page in PAGES.values()}) == len(PAGES)


def test_a_document_never_has_the_name_of_an_article() -> None:
    assert len(PAGES) == len([*pages.HERE.glob("articles/*"), *pages.HERE.glob("documents/*")])


@pytest.mark.parametrize("page", PAGES.values(), ids=lambda page: page.name)
def test_an_edit_changes_exactly_one_place(page: Page) -> None:
    if page.edit:
        assert page.text.count(page.edit.before) == 1


@pytest.mark.parametrize("page", PAGES.values(), ids=lambda page: page.name)
def test_a_page_says_for_itself_that_its_words_are_ours(page: Page) -> None:
    marks = ("(retold)", "(demo copy)", "(demonstration pages)")
    assert page.outlet.name.endswith(marks)
    assert page.is_article or "(demo copy)" in page.title


@pytest.mark.skipif(not RAW.is_dir(), reason="the five articles are not beside this repository")
@pytest.mark.parametrize("page", PAGES.values(), ids=lambda page: page.name)
def test_no_page_repeats_a_sentence_of_the_articles(page: Page) -> None:
    """What stands in quotation marks is quoted; eight of the articles' words in a row are not."""
    articles = " ".join(words_of(path.read_text()) for path in sorted(RAW.glob("*.txt")))
    words = words_of(re.sub("“[^”]*”", " QUOTED ", page.text)).split()
    runs = [" ".join(words[i : i + 8]) for i in range(len(words) - 7)]
    assert [run for run in runs if run in articles] == []


def words_of(text: str) -> str:
    kept = (character.lower() if character.isalnum() else " " for character in text)
    return " ".join("".join(kept).split())


def test_an_unknown_key_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "outlets.toml").write_text('[one]\nname="One"\nprot=1\n')
    monkeypatch.setattr(pages, "HERE", tmp_path)
    with pytest.raises(SeedError, match=r"outlets\.toml: .*prot"):
        read_outlets()


@pytest.mark.parametrize(
    "text", ["No head at all.", "+++\ntitle = 'open'\n", "+++\n+++\nNo outlet."]
)
def test_a_page_without_a_proper_head_is_refused_by_name(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "outlets.toml").write_text("")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "odd.md").write_text(text)
    monkeypatch.setattr(pages, "HERE", tmp_path)
    with pytest.raises(SeedError, match=r"odd\.md"):
        read_pages()
