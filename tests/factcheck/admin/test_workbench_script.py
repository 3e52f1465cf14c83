"""The script of the workbench, and the page it works on."""

import re

import pytest
from django.urls import reverse
from lxml import html

from newsroom.accounts.models import Role
from newsroom.embedded.places import ROOT
from tests.factcheck.admin.pages import desk_of
from tests.factories import PRESS_TEXT, person, reporter, source

pytestmark = pytest.mark.django_db

SCRIPTS = ROOT / "factcheck" / "static" / "factcheck"


def modules() -> dict[str, str]:
    """Return the text of the script and of what it imports, by file name."""
    texts: dict[str, str] = {}
    wanted = ["workbench.js"]
    while wanted:
        name = wanted.pop()
        if name not in texts:
            texts[name] = (SCRIPTS / name).read_text()
            wanted += re.findall(r'^import (?:.* from )?"\./([^"]+)"', texts[name], re.MULTILINE)
    return texts


def workbench() -> str:
    page = reverse("admin:sources_source_workbench", args=[source(PRESS_TEXT).pk])
    return desk_of(reporter()).get(page).content.decode()


def test_the_script_is_one_module_of_our_own_and_nothing_is_written_into_the_page() -> None:
    content = workbench()
    (script,) = re.findall(r'<script type="module" src="([^"]+)">', content)
    assert script == "/static/factcheck/workbench.js"
    assert not re.search(r"\son\w+=|<style|javascript:", content)


def test_the_modules_write_no_markup_and_speak_to_nobody_else() -> None:
    assert len(modules()) > 8
    for name, text in modules().items():
        assert not re.search(r"innerHTML|insertAdjacentHTML|eval\(|https?:", text), name


def test_what_the_modules_look_for_is_on_the_page() -> None:
    page = html.fromstring(workbench())
    wanted = set()
    for text in modules().values():
        wanted |= set(re.findall(r'getElementById\("([^"]+)"\)', text))
    wanted -= {"suggestions"}  # there may be none
    assert len(wanted) > 8
    assert wanted - {one.get("id") for one in page.iter()} == set()
    form = page.get_element_by_id("split-form")
    names = {one.get("name") for one in form.iter() if one.get("name")}
    assert {"start", "exact", "first", "last", "occurrence", "following", "draft"} <= names
    assert form.get("data-user")
    assert form.get("data-source")
    assert "data-fresh" in form.attrib


def test_every_sentence_the_script_says_is_on_the_page() -> None:
    status = html.fromstring(workbench()).get_element_by_id("said")
    said = set()
    for text in modules().values():
        said |= set(re.findall(r'say\("(\w+)"\)', text))
    assert len(said) > 5
    for key in said:
        name = re.sub(r"[A-Z]", lambda letter: f"-{letter[0].lower()}", key)
        assert status.get(f"data-{name}"), key


def test_every_key_is_explained() -> None:
    keys = re.findall(r'^  (?:"(.)"|([a-z])): ', modules()["workbench.js"], re.MULTILINE)
    told = {one.text_content() for one in html.fromstring(workbench()).iter("kbd")}
    assert len(keys) == 12
    assert {sign or letter for sign, letter in keys} <= told


def test_a_page_that_came_back_is_not_filled_in_from_a_draft() -> None:
    article = source(PRESS_TEXT)
    bench = reverse("admin:sources_source_workbench", args=[article.pk])
    content = desk_of(reporter()).post(bench, {"text": "1"}).content.decode()
    assert "data-fresh" not in html.fromstring(content).get_element_by_id("split-form").attrib


def test_who_may_not_split_gets_neither_script_nor_form() -> None:
    page = reverse("admin:sources_source_workbench", args=[source(PRESS_TEXT).pk])
    content = desk_of(person(Role.NONE, is_superuser=True)).get(page).content.decode()
    assert 'type="module"' not in content
    assert "split-form" not in content
    assert 'class="words"' in content
