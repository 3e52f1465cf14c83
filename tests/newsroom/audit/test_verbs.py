"""What was done is told in the language of whoever reads the history."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.template import engines
from django.utils import translation

from factcheck import verbs as of_claims
from factcheck.workflow import Move
from newsroom.audit import verbs as of_the_house
from newsroom.signin.adapter import VERBS
from sources import verbs as of_articles

TOLD = of_the_house.TOLD | of_articles.TOLD | of_claims.TOLD
SAID = re.compile(r'\bverb="([^"]+)"|\b(?:extend|note_act|_decide)\((?:\w+, )+"([^"]+)"')


def said() -> Iterator[str]:
    """Find what actions put on record, in their source."""
    for app in ("newsroom", "sources", "factcheck"):
        for path in (settings.BASE_DIR / app).rglob("*.py"):
            for words in SAID.findall(path.read_text()):
                yield "".join(words)


def test_every_verb_that_goes_on_record_is_marked_for_translation() -> None:
    assert {*said(), *Move, *VERBS.values()} - TOLD == set()


def test_the_history_says_it_in_the_language_of_who_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (settings.BASE_DIR / "newsroom/templates/admin/object_history.html").read_text()
    (shown,) = re.findall(r"{% translate event\.verb %}", page)
    template = engines["django"].from_string("{% load i18n %}" + shown)
    with translation.override("es"):
        assert template.render({"event": {"verb": "Home"}}) == translation.gettext("Home") != "Home"
