"""A page with words that are cited (the fixtures ``site`` and ``cited``), looked at again."""

from datetime import timedelta

from django.utils import timezone

from sources.checking import check_due
from sources.models import Host, Link, Passage
from tests.factories import WORDS

OPENING = "The harbour master spoke on Monday, in front of the whole council and the press."
SAID = f"According to Ana Ruiz, the harbour {WORDS}. Nobody else gave a figure that day."
CLOSING = "The council meets again in June, to talk about the second quay and who pays for it."
TEXT = f"{OPENING}\n\n{SAID}\n\n{CLOSING}"
EDITED = SAID.replace("17,000", "17 million")


def look_again(link, *, hours=0):
    """Let time pass, as far as the link can tell, and look at it when it is due."""
    earlier = timezone.now() - timedelta(hours=hours)
    for model, moments in (
        (Link, ("drifting_since", "hard_since", "failing_since", "permanent_since")),
        (Passage, ("changed_since",)),
    ):
        for moment in moments:
            model.objects.filter(**{f"{moment}__isnull": False}).update(**{moment: earlier})
    Link.objects.filter(pk=link.pk).update(next_look_at=timezone.now())
    Host.objects.update(not_before=None)
    assert check_due() == 1
    link.refresh_from_db()
    return link
