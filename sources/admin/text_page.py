"""The text of an article as it was read: keep, leave out, freeze."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.admin.base import person
from newsroom.ages import age_words
from newsroom.refusals import Refusal
from sources.actions import accept_text, supply_text
from sources.admin.filing import PastedField, SourceForm
from sources.duplicates import filed_as
from sources.models import Retrieval, Source
from sources.permissions import Verb, may
from sources.wording import outcome_words

LONG = timedelta(seconds=30)
"""Pages come within seconds; whoever waits longer is told that they need not."""

MOST_CHECKBOXES = 1500  # beyond it the text is cut by "from … to …" alone; a form has its limits


class RangeForm(forms.Form):
    """From which block to which the article goes."""

    first = forms.IntegerField(label=gettext_lazy("The article is from block"), required=False)
    last = forms.IntegerField(label=gettext_lazy("to block"), required=False)

    def outside(self, count: int) -> set[int]:
        """Return the indexes of blocks outside the range, of ``count`` blocks in all."""
        first = (self.cleaned_data["first"] or 1) - 1
        last = self.cleaned_data["last"] or count
        return {index for index in range(count) if not first <= index < last}


class PasteForm(forms.Form):
    """The text, where the page could not be read."""

    text = PastedField(label=gettext_lazy("Text of the article"), rows=12)


def text_page(admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Show the newest reading of the article's text, and freeze what the editor keeps."""
    source = get_object_or_404(Source.objects.select_related("link", "outlet"), pk=pk)
    user = person(request)
    if not admin.has_view_or_change_permission(request, source):
        raise PermissionDenied
    if request.method == "POST" and not may(user, Verb.ACCEPT_TEXT):
        raise PermissionDenied
    retrieval = source.retrievals.first()
    if request.method == "POST" and "paste" in request.POST:
        return _paste(admin, request, source)
    if request.method == "POST" and retrieval and retrieval.state == Retrieval.State.READ:
        return _freeze(admin, request, source, retrieval)
    return _show(admin, request, source, retrieval)


def _paste(admin: Any, request: HttpRequest, source: Source) -> HttpResponse:
    form = PasteForm(request.POST)
    if form.is_valid():
        try:
            supply_text(by=person(request), source=source, text=form.cleaned_data["text"])
            return HttpResponseRedirect(request.path)
        except Refusal as refusal:
            _explain(form, refusal)
    return _show(admin, request, source, source.retrievals.first(), paste=form)


def _freeze(admin: Any, request: HttpRequest, source: Source, retrieval: Retrieval) -> HttpResponse:
    form, span = _particulars(admin, source, request.POST), RangeForm(request.POST)
    if form.is_valid() and span.is_valid():
        try:
            with transaction.atomic():
                form.save()
                left_out = _left_out(request, retrieval, span)
                frozen = accept_text(
                    by=person(request), retrieval=retrieval, left_out=sorted(left_out)
                )
            messages.success(request, _("Text %d is frozen.") % frozen.number)
            return HttpResponseRedirect(admin.url_after_freezing(source))
        except Refusal as refusal:
            _explain(form, refusal)
    return _show(admin, request, source, retrieval, form=form, span=span)


def _explain(form: forms.BaseForm, refusal: Refusal) -> None:
    for reason in refusal.reasons:
        form.add_error(None, reason)


def _left_out(request: HttpRequest, retrieval: Retrieval, span: RangeForm) -> set[int]:
    """Return the indexes of the blocks to leave out: unticked, or outside the range."""
    count = len(retrieval.blocks)
    return span.outside(count) | (set(range(count)) - _kept(request, retrieval))


def _kept(request: HttpRequest, retrieval: Retrieval) -> set[int]:
    """Return the indexes of the ticked blocks; the proposal where there is nothing to tick."""
    if request.method == "POST" and len(retrieval.blocks) <= MOST_CHECKBOXES:
        ticked = set(request.POST.getlist("keep"))
        return {index for index in range(len(retrieval.blocks)) if str(index) in ticked}
    return {index for index, block in enumerate(retrieval.blocks) if block["kept"]}


def _particulars(admin: Any, source: Source, data: Any = None) -> SourceForm:
    """Return the form of the article's particulars, with what was read already filled in."""
    form = SourceForm(data, instance=source)
    for name in ("outlet", "republished_from"):
        field = Source._meta.get_field(name)
        form.fields[name].widget = AutocompleteSelect(field, admin.admin_site)
        form.fields[name].widget.choices = form.fields[name].choices  # type: ignore[attr-defined]
    return form


def _show(
    admin: Any,
    request: HttpRequest,
    source: Source,
    retrieval: Retrieval | None,
    *,
    form: SourceForm | None = None,
    span: RangeForm | None = None,
    paste: PasteForm | None = None,
) -> HttpResponse:
    form = form or _particulars(admin, source)
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("Text of %s") % source,
        "source": source,
        "retrieval": retrieval,
        "blocks": _blocks(request, retrieval) if retrieval else [],
        "has_checkboxes": retrieval and len(retrieval.blocks) <= MOST_CHECKBOXES,
        "form": form,
        "fields": _with_findings(form, retrieval),
        "span": span or RangeForm(),
        "paste": paste or PasteForm(),
        "may_freeze": may(person(request), Verb.ACCEPT_TEXT),
        "next_url": admin.url_after_freezing(source),
        "media": admin.media + form.media,
        "wait": _wait(source, retrieval),
        "known": _known(source, retrieval),
        # Whoever writes into the page must not have it drawn anew under their hands.
        "is_pasting": "paste" in request.GET or "paste" in request.POST,
    }
    return TemplateResponse(request, "admin/sources/source/text.html", context)


def _wait(source: Source, retrieval: Retrieval | None) -> dict[str, Any] | None:
    """Say of a page that is being fetched since when, and what the last look at it met, if any."""
    if retrieval is None or retrieval.state != Retrieval.State.WAITING or source.link is None:
        return None
    now, link = timezone.now(), source.link
    looked = link.last_looked_at is not None and link.last_looked_at > retrieval.created_at
    return {
        "age": age_words(retrieval.created_at, now),
        "is_long": now - retrieval.created_at > LONG,
        "met": outcome_words(link.outcome, link.status) if looked else "",
    }


def _known(source: Source, retrieval: Retrieval | None) -> Source | None:
    """Return another article that is filed under the address this page gives itself, if any."""
    if retrieval is None or retrieval.state != Retrieval.State.READ:
        return None
    named = retrieval.found.get("canonical_url", {}).get("value", "")
    return filed_as(named, besides=source) if named else None


def _blocks(request: HttpRequest, retrieval: Retrieval) -> list[dict[str, Any]]:
    kept = _kept(request, retrieval)
    return [
        {
            "index": index,
            "number": index + 1,
            "text": retrieval.raw[block["start"] : block["end"]],
            "kept": index in kept,
            "reason": block["reason"],
        }
        for index, block in enumerate(retrieval.blocks)
    ]


def _with_findings(form: SourceForm, retrieval: Retrieval | None) -> list[tuple[Any, Any]]:
    """Pair each field with how it was found on the page, if it was."""
    found = retrieval.found if retrieval else {}
    return [(field, found.get(field.name)) for field in form.visible_fields()]
