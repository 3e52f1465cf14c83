"""The page on which a changed page is accepted: each passage as cited beside its best match."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck import actions
from factcheck.admin.mending import told_of
from newsroom.admin.base import person
from newsroom.admin.typed import typed
from newsroom.refusals import Conflict, Refusal
from sources.admin.marks import health_mark, passage_mark
from sources.models import Link, Snapshot
from sources.permissions import Verb, may
from sources.proposing import Proposed, current_copy, proposals

ACCEPT = "accept"


def new_text_page(admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Show what changed, or take what was decided; a refusal keeps every choice."""
    link = get_object_or_404(Link.objects.select_related("baseline"), pk=pk)
    if not admin.has_view_permission(request, link):
        raise PermissionDenied
    refused: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            said = _accept(request, link)
        except Refusal as refusal:
            refused = refusal.reasons
        else:
            for sentence in said:
                messages.success(request, sentence)
            return HttpResponseRedirect(reverse("admin:sources_link_change", args=[pk]))
    context = _context(admin, request, link) | {"refused": refused}
    return TemplateResponse(request, "admin/factcheck/link/new_text.html", context)


def _accept(request: HttpRequest, link: Link) -> list[str]:
    """Accept what was ticked; return sentences of what came of it."""
    seen = request.POST.get("copy", "")
    copy = Snapshot.objects.filter(link=link, pk=int(seen)).first() if _is_key(seen) else None
    if copy is None:
        raise Conflict(_("The page changed again while you were reading. Compare once more."))
    decided = _decided(request.POST)
    words = {
        pk: request.POST.get(f"words-{pk}", "").replace("\r\n", "\n")
        for pk, choice in decided.items()
        if choice == ACCEPT
    }
    mended = actions.accept_new_text(
        by=person(request), link=link, copy=copy, words=words, told=typed(request, "told")
    )
    number = ngettext("%d passage is cited as it reads now.", "%d passages are cited as they read "
                      "now.", len(words)) % len(words)  # fmt: skip
    accepted = _("Accepted: later looks are compared with this text. %s") % number
    return [accepted, *told_of(mended)]


def _decided(posted: QueryDict) -> dict[int, str]:
    """Return what was chosen for each passage (by id)."""
    given = ((name.partition("-"), choice) for name, choice in posted.items())
    return {
        int(key): str(choice)
        for (field, _dash, key), choice in given
        if field == "choice" and _is_key(key)
    }


def _is_key(text: str) -> bool:
    return text.isdecimal() and len(text) < 19


def _context(admin: Any, request: HttpRequest, link: Link) -> dict[str, Any]:
    copy = current_copy(link)
    decided = _decided(request.POST)
    return {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("The page as it reads now"),
        "link": link,
        "mark": health_mark(link),
        "copy": copy,
        "rows": _rows(link, copy, decided) if copy else [],
        "is_theirs": may(person(request), Verb.SETTLE),
        "told": typed(request, "told"),
    }


def _rows(
    link: Link, copy: Snapshot, decided: Mapping[int, str]
) -> list[tuple[Any, Proposed, str]]:
    return [
        (passage_mark(one.passage, link), one, decided.get(one.passage.pk, ""))
        for one in proposals(link, copy)
    ]
