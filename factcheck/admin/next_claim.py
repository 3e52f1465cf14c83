"""Where the workbench goes on after a claim, and what the next one begins with."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect

from factcheck.actions.drafting import Selection
from factcheck.admin.sentences import Paragraph, next_unclaimed, sentence_before
from factcheck.admin.suggestions import Suggestions
from factcheck.admin.workbench_form import SplitForm
from sources.models import Source

KEPT = "workbench"
"""The key in the session: drafts are no part of an address, for addresses end up in logs."""

LONGEST_PLACE = 9
"""Digits of an offset in a text."""

KEPT_FIELDS = ("claimant", "claimant_kind", "title_held", "said")
"""What the next claim of an article mostly shares with the one before."""


def go_on(
    request: HttpRequest, source: Source, form: SplitForm, selection: Selection
) -> HttpResponseRedirect:
    """Keep who said it and when, and lead on: to the sentence asked for, else behind the words."""
    typed = {name: form.data.get(name, "") for name in KEPT_FIELDS}
    draft = form.cleaned_data["draft"]
    request.session[KEPT] = {"source": source.pk, "typed": typed, "draft": draft}
    if following := form.cleaned_data["following"]:
        return _to(request, f"sentence={following}")
    start = selection.start
    if start is None:  # words that stand there once
        start = selection.text.text.find(selection.exact)
    return _to(request, f"after={start + len(selection.exact)}")


def sentence_after(
    after: str, paragraphs: Sequence[Paragraph], suggestions: Suggestions | None
) -> int | None:
    """Return the number of the sentence to go on with, once the words before a place are claimed.

    After a suggestion it is the next one, else the next sentence that nobody has claimed. ``after``
    is the place in code points, as an address gives it; None for what is none.
    """
    if not after.isdecimal() or len(after) > LONGEST_PLACE:
        return None
    place = int(after)
    behind = suggestions.behind(sentence_before(paragraphs, place)) if suggestions else None
    return behind or next_unclaimed(paragraphs, place)


def _to(request: HttpRequest, query: str) -> HttpResponseRedirect:
    """Lead to the top of the page: without a fragment of its own, it would have the form's."""
    return HttpResponseRedirect(f"{request.path}?{query}#")


def kept_for(request: HttpRequest, source: Source) -> dict[str, Any]:
    """Return what the claim before, if of this article, leaves for the next, by field."""
    kept = _kept(request, source)
    return dict(kept["typed"]) if kept else {}


def saved_draft(request: HttpRequest, source: Source) -> str:
    """Name the draft that was saved last, for the page to forget it; empty where none was."""
    kept = _kept(request, source)
    return str(kept["draft"]) if kept else ""


def _kept(request: HttpRequest, source: Source) -> dict[str, Any] | None:
    kept = request.session.get(KEPT)
    return kept if kept and kept["source"] == source.pk else None
