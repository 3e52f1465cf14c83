"""A publication speaks its own language inside an interface of another, and says so in its HTML."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from lxml import html

from factcheck import actions
from factcheck.models import Claim, Claimant, Topic
from tests.factcheck.views.reader import address
from tests.factories import evidence, publish, published_claim, publisher, rating, reporter

pytestmark = pytest.mark.django_db

MARK = "galégo"
"""In every text in the language of the publication; in no address, for those have no accents."""

LANGUAGE = "gl"
NOT_READ = {"title", "meta", "link", "script", "textarea"}  # heads, and HTML to be copied


@pytest.fixture
def claim() -> Claim:
    """A check in a language the interface does not speak, corrected once, all texts marked."""
    Claimant.objects.create(
        name=f"Ana {MARK}", slug="ana-ruiz", description=f"Ministra {MARK}"
    )  # whom the factory takes for the speaker
    made = published_claim(
        statement=f"O porto {MARK}", language=LANGUAGE, place=f"Vigo {MARK}",
        context_note=f"Nota {MARK}",
    )  # fmt: skip
    actions.correct(
        by=publisher(), claim=made, kind="correction", cause="new_evidence",
        was_wrong=f"O mes {MARK}.", what_changed=f"Maio {MARK}.", why=f"Porque {MARK}.",
    )  # fmt: skip
    made.refresh_from_db()
    evidence(made, by=reporter(), title=f"Táboa {MARK}", publisher=f"O porto {MARK}",
             address="https://porto.example.org/taboa", shows=f"Mostra {MARK}.")  # fmt: skip
    actions.judge(
        by=reporter(), claim=made, rating=rating(), reason=f"A razón {MARK}.",
        explanation=f"O texto **{MARK}** di.", open_questions=f"Quen sabe {MARK}?",
    )  # fmt: skip
    publish(made)
    return made


def wrongly_marked(page: Any) -> Iterator[str]:
    """Tell of marked words that stand where another language is announced, or none."""
    for element in page.iter():
        if not isinstance(element.tag, str) or element.tag in NOT_READ:
            continue
        own, after = element.text or "", element.tail or ""
        if MARK in own and _language_of(element) != LANGUAGE:
            yield own.strip()
        if MARK in after and _language_of(element.getparent()) != LANGUAGE:
            yield after.strip()
        spoken = [element.get(name, "") for name in ("alt", "title", "aria-label", "placeholder")]
        if any(MARK in text for text in spoken) and _language_of(element) != LANGUAGE:
            yield f"an attribute of <{element.tag}>"


def _language_of(element: Any) -> str:
    around = (one.get("lang") for one in (element, *element.iterancestors()))
    return str(next(lang for lang in around if lang))


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_every_text_of_a_publication_is_in_the_language_it_is_written_in(
    client: Client, claim: Claim, prefix: str
) -> None:
    source = claim.appearances.get().source
    faults = {}
    for path in (
        address(claim), address(claim, version=1), f"{address(claim, version=2)}changes/",
        "/", "/corrections/", "/claimants/ana-ruiz/", f"/sources/{source.slug}/",
        "/search/?q=porto",
    ):  # fmt: skip
        answer = client.get(prefix + path)
        assert answer.status_code == 200
        assert MARK in answer.content.decode() or path.startswith("/claimants")
        if found := list(wrongly_marked(html.document_fromstring(answer.content))):
            faults[path] = found
    assert faults == {}
    assert Topic.objects.count() == 0  # names of topics are the newsroom's own, in its language
