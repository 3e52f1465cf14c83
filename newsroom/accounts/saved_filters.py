"""Lists that people keep under a name: saved, found again, deleted."""

from django.apps import apps
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from newsroom.accounts.models import SavedFilter, User
from newsroom.audit.trail import record
from newsroom.refusals import Conflict, NotAllowed, Refusal

PASSING = ("p", "e", "all", "_popup", "_to_field", "_facets", "_changelist_filters")
"""What a list's address says of one visit to it: the page, and how it was opened."""

LONGEST_QUERY = 2_000
LONGEST_NAME = 80
MOST_SHOWN = 30


def kept_of(query: str) -> str:
    """Return what is worth keeping of a list's query string, in one spelling; "" for nothing."""
    asked = QueryDict(query, mutable=True)
    for name in PASSING:
        asked.pop(name, None)
    return "&".join(sorted(part for part in asked.urlencode().split("&") if part[-1:] != "="))


@transaction.atomic
def save_filter(
    *, by: User, model: str, query: str, name: str, is_shared: bool = False
) -> SavedFilter:
    """Keep what ``by`` narrowed the list of ``model`` (``factcheck.claim``) to, under ``name``.

    Raises ``NotAllowed`` for a list ``by`` may not see, ``Conflict`` for a name they use there
    already, ``Refusal`` where there is no name or nothing to keep, or too much.
    """
    app, _dot, kind = model.partition(".")
    if not any(by.has_perm(f"{app}.{act}_{kind}") for act in ("view", "change")):
        raise NotAllowed(_("Your role does not allow you to see this list."))
    name, kept = " ".join(name.split()), kept_of(query)
    if not name or len(name) > LONGEST_NAME:
        raise Refusal(_("Give it a name of up to %d letters.") % LONGEST_NAME)
    if not kept:
        raise Refusal(_("The whole list needs no name: search or filter first."))
    if len(kept) > LONGEST_QUERY or "%00" in kept:
        raise Refusal(_("The search is too long, or has characters that no list has in it."))
    columns = {"query": kept, "is_shared": is_shared}
    saved, is_new = SavedFilter.objects.get_or_create(
        owner=by, list=model, name=name, defaults=columns
    )
    if not is_new:
        raise Conflict(
            _("You have a list “%s” here. Take another name, or delete that one.") % name
        )
    record(actor=by, verb="save filter", target=saved, note=f"{model}: {name}")
    return saved


@transaction.atomic
def delete_filter(*, by: User, saved: SavedFilter) -> None:
    """Delete a list that ``by`` saved. Raises ``NotAllowed`` for somebody else's."""
    if saved.owner_id != by.pk:
        raise NotAllowed(_("Only %s deletes this list.") % saved.owner)
    record(actor=by, verb="delete filter", target=saved, note=f"{saved.list}: {saved.name}")
    saved.delete()


def filters_for(user: User, model: str) -> QuerySet[SavedFilter]:
    """Return the lists of ``model`` that ``user`` saved or others share, with their owners."""
    theirs = SavedFilter.objects.filter(Q(owner=user) | Q(is_shared=True), list=model)
    return theirs.select_related("owner")


def address_of(saved: SavedFilter) -> str:
    """Return where the list is shown; "" where there is no such list any more."""
    try:
        url = reverse(f"admin:{saved.list.replace('.', '_')}_changelist")
    except NoReverseMatch:
        return ""
    return f"{url}?{saved.query}"


def own_lists(user: User) -> list[dict[str, str]]:
    """Name the lists ``user`` saved, for the desk: ``name``, ``of``, ``url``. One query."""
    saved = SavedFilter.objects.filter(owner=user)[:MOST_SHOWN]
    return [
        {"name": row.name, "of": capfirst(_plural(row.list)), "url": url}
        for row in saved
        if (url := address_of(row))
    ]


def _plural(model: str) -> str:
    return str(apps.get_model(model)._meta.verbose_name_plural)
