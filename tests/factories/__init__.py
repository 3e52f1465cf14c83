"""Real rows for tests, made through the actions wherever there is one.

Addresses are under example.org; nothing here touches the network.
"""

from tests.factories.claims import (
    PRESS_TEXT,
    STATEMENT,
    WORDS,
    approve,
    claim,
    evidence,
    judged_claim,
    publish,
    published_claim,
    rating,
)
from tests.factories.partners import bearer, issued, partner
from tests.factories.people import editor, person, publisher, reporter
from tests.factories.sources import link, source, transition

__all__ = [
    "PRESS_TEXT",
    "STATEMENT",
    "WORDS",
    "approve",
    "bearer",
    "claim",
    "editor",
    "evidence",
    "issued",
    "judged_claim",
    "link",
    "partner",
    "person",
    "publish",
    "published_claim",
    "publisher",
    "rating",
    "reporter",
    "source",
    "transition",
]
