"""What a page's text and the words cited from it were like at each look, as states remember it.

A look that is told “as at the last look” finds nothing anew, so the memory is asked and not the
look alone: what was seen edited stays edited until a look sees it stand.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from sources.linkcheck.result import ANSWERED
from sources.models import Link, Look, Passage, Transition

Axis = Transition.Axis


def contents_of(
    link: Link, looks: Sequence[Look], changes: Iterable[Transition], passages: Iterable[Passage]
) -> list[str]:
    """Say for each look at ``link`` that answered what was changed by then, "" where nothing was.

    ``changes`` may lack the oldest: what was before the first of them is what it came from.
    """
    now: dict[int | None, str] = {None: link.content}
    now |= {passage.pk: passage.state for passage in passages}
    past: dict[int | None, list[Transition]] = defaultdict(list)
    for change in sorted(changes, key=lambda change: (change.at, change.pk)):
        if change.axis in (Axis.CONTENT, Axis.PASSAGE):
            past[change.passage_id].append(change)
    return [
        _in_words({key: _state_at(look, past[key], now.get(key, "")) for key in {*now, *past}})
        if look.outcome in ANSWERED
        else ""
        for look in looks
    ]


def _state_at(look: Look, changes: Sequence[Transition], now: str) -> str:
    """Return the state a look left behind; ``changes`` are of one page or passage, in order."""
    if not changes:
        return now
    before = [change for change in changes if change.at <= look.at]
    return before[-1].after if before else changes[0].before


def _in_words(states: dict[int | None, str]) -> str:
    words = {state for key, state in states.items() if key is not None}
    if Passage.State.GONE in words:
        return _("cited words gone")
    if Passage.State.EDITED in words:
        return _("cited words edited")
    return _("text changed") if states[None] == Link.Content.DRIFTED else ""
