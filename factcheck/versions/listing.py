"""Which versions of a claim there are, and what any one of them says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from factcheck.document import Document, build
from factcheck.models import Claim, Contribution, Publication
from factcheck.versions.revisions import Revisions, revisions_of
from factcheck.workflow import State

NOW = "now"
SHOWN = 200  # revisions of the draft that are offered, the newest


@dataclass(frozen=True)
class Version:
    """One version: its key in addresses (``v2``, ``r14``, ``now``) and its name for people."""

    key: str
    name: str


def versions_of(claim: Claim) -> list[Version]:
    """List the draft as it is, its revisions and publications, the newest first. Three queries."""
    verdict = claim.verdict
    now = _("In review, as it was sent") if verdict.document else _("The draft as it is now")
    if verdict.state in (State.PUBLISHED, State.WITHDRAWN):
        now = _("As it is now")
    published = claim.publications.select_related("published_by").defer("document")
    before = [number for number in revisions_of(claim) if number < verdict.revision]
    edits = claim.contributions.select_related("person").filter(revision__in=before[-SHOWN:])
    return [Version(NOW, now), *_merged(published, edits)]


def _merged(published: Iterable[Publication], edits: Iterable[Contribution]) -> list[Version]:
    """Put publications among the revisions they were made of."""
    rows = [
        (row.revision, 1, Version(f"v{row.number}", _("Version %(n)d, published %(at)s, %(who)s")
         % {"n": row.number, "at": _moment(row.published_at), "who": row.published_by}))
        for row in published
    ] + [
        (row.revision, 0, Version(f"r{row.revision}", _("Draft %(n)d, %(at)s, %(who)s")
         % {"n": row.revision, "at": _moment(row.at), "who": row.person}))
        for row in edits
    ]  # fmt: skip
    return [version for *_order, version in sorted(rows, key=lambda row: row[:2], reverse=True)]


def _moment(at: datetime) -> str:
    return date_format(localtime(at), "j F Y, H:i")


def documents_of(claim: Claim, keys: Iterable[str]) -> list[Document]:
    """Return what the versions with these ``keys`` say, in their order.

    Raises ``LookupError`` for a key that ``versions_of`` does not list. Costs some twenty queries
    where the draft is asked for, twelve where revisions are.
    """
    history: Revisions | None = None
    found = []
    for key in keys:
        if key == NOW:
            found.append(claim.verdict.document or build(claim))
        elif key.startswith("v"):
            found.append(claim.publications.get(number=int(key[1:])).document)
        else:
            history = history or Revisions(claim)
            found.append(history.document(int(key[1:])))
    return found
