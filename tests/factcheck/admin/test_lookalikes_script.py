"""The script that asks for lookalikes while somebody types, and the page it works on."""

import re

import pytest
from django.urls import reverse
from lxml import html

from newsroom.embedded.places import ROOT
from tests.factcheck.admin.pages import desk_of
from tests.factories import PRESS_TEXT, reporter, source

pytestmark = pytest.mark.django_db

SCRIPT = ROOT / "factcheck" / "static" / "factcheck" / "lookalikes.js"


def workbench() -> str:
    page = reverse("admin:sources_source_workbench", args=[source(PRESS_TEXT).pk])
    return desk_of(reporter()).get(page).content.decode()


def test_the_script_sends_what_is_typed_in_a_body_with_the_token_of_the_form() -> None:
    assert "ask(form, panel.dataset.url," in SCRIPT.read_text()
    asking = SCRIPT.with_name("asking.js").read_text()
    assert re.search(r'fetch\(url, \{ method: "POST", body,', asking)
    assert 'body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)' in asking


def test_what_the_script_looks_for_is_on_the_page() -> None:
    content = workbench()
    (panel,) = html.fromstring(content).xpath("//form//section[@id='lookalikes']")
    assert panel.get("data-url") == reverse("admin:factcheck_claim_lookalikes")
    assert panel.get("data-failed")
    assert panel.get("data-quote") == ""
    for path in (".//*[@role='status']", ".//*[@class='rows']", ".//h3[@tabindex='-1']"):
        assert len(panel.xpath(path)) == 1
    assert len(panel.xpath(".//button[@name='_look']")) == 1
