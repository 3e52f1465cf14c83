"""Claims at every stage, made through the actions."""

from typing import Any

from django.utils import timezone

from factcheck import actions
from factcheck.models import Appearance, Claim, Claimant, Evidence, Publication, Rating
from newsroom.accounts.models import User
from sources.models import Link
from tests.factories.people import editor, publisher, reporter
from tests.factories.sources import source

STATEMENT = "The harbour moved more than 17,000 tons of grain in May"
WORDS = "moved more than 17,000 tons of grain in May"
PRESS_TEXT = (
    "The harbour master spoke on Monday.\n\n"
    f"According to Ana Ruiz, the harbour {WORDS}. Nobody else gave a figure.\n\n"
    "The council meets again in June."
)


SCALE = {"true": 5, "mostly-true": 4, "half-true": 3, "false": 1}


def rating(key: str = "mostly-true") -> Rating:
    """Return the rating with this key, on a scale that is made when there is none."""
    for order, (name, value) in enumerate(SCALE.items()):
        columns = {"label": name, "label_es": name, "value": value, "order": 100 + order}
        Rating.objects.get_or_create(key=name, defaults=columns)
    return Rating.objects.get(key=key)


def claim(*, by: User | None = None, statement: str = STATEMENT, **particulars: Any) -> Claim:
    """Split a claim out of an article of its own."""
    by = by or reporter()
    article = source(PRESS_TEXT, by=by, title="Harbour speaks", language="en")
    text = article.latest_text
    assert text is not None
    speaker, _made = Claimant.objects.get_or_create(slug="ana-ruiz", defaults={"name": "Ana Ruiz"})
    return actions.split_claim(
        by=by,
        statement=statement,
        selection=actions.drafting.Selection(text=text, exact=WORDS),
        kind=Appearance.Kind.PARAPHRASE,
        attributed_to=[actions.drafting.Attribution(claimant=speaker)],
        **particulars,
    )


def evidence(of: Claim, *, by: User | None = None, **columns: Any) -> Evidence:
    """Attach a page that is alive and carries the verdict."""
    address = columns.pop("address", f"https://port.example.org/statistics/{of.pk}")
    defaults: dict[str, Any] = {
        "title": "Harbour statistics",
        "stance": Evidence.Stance.SUPPORTS,
        "shows": "The monthly table.",
        "is_load_bearing": True,
    }
    made = actions.add_evidence(
        by=by or reporter(), claim=of, address=address, **defaults | columns
    )
    alive = {"health": Link.Health.ALIVE, "last_ok_at": timezone.now()}
    Link.objects.filter(evidence=made).update(**alive)
    return made


def judged_claim(*, by: User | None = None, **particulars: Any) -> Claim:
    """Make a draft that lacks nothing for review, all of it by one person."""
    by = by or reporter()
    made = claim(by=by, **particulars)
    evidence(made, by=by)
    actions.judge(
        by=by,
        claim=made,
        rating=rating(),
        reason="The port's own table gives 17,200 tons.",
        explanation="The table of the **port authority** says 17,200 tons.",
    )
    return made


def approve(draft: Claim, *, by: User | None = None, submitter: User | None = None) -> str:
    """Submit and approve; return the approved hash."""
    verdict = actions.submit(by=submitter or reporter(), claim=draft)
    actions.approve(by=by or editor(), claim=draft, sha256=verdict.document_sha256)
    return verdict.document_sha256


def publish(draft: Claim, *, by: User | None = None) -> Publication:
    """Submit, approve and publish, each by somebody else."""
    return actions.publish(by=by or publisher(), claim=draft, sha256=approve(draft))


def published_claim(**particulars: Any) -> Claim:
    """Make a claim readers can see."""
    made = judged_claim(**particulars)
    publish(made)
    return made
