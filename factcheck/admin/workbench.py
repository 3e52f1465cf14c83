"""The workbench: an article in sentences, and the claims split out of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from factcheck import actions
from factcheck.actions.drafting import Attribution, Selection
from factcheck.admin.figure_echo import Echoes
from factcheck.admin.lookalikes import panel_for
from factcheck.admin.next_claim import go_on, kept_for, saved_draft, sentence_after
from factcheck.admin.sentences import paragraphs_of, words_of
from factcheck.admin.suggestions import suggestions_for, with_reasons
from factcheck.admin.workbench_form import SplitForm
from factcheck.lexemes import LONGEST_QUERY
from factcheck.models import Appearance, Claim, Claimant, ClaimClaimant
from factcheck.permissions import Verb, may
from newsroom.accounts.models import User
from newsroom.admin.base import person
from newsroom.admin.mistakes import mistakes_in
from newsroom.refusals import Conflict, Refusal
from sources.models import Source, SourceText

OFFERED = 300  # claimants in the list a browser completes from
ASKING = ("_look", "_different")
"""Buttons that ask for the claims we have: nothing is split out yet."""


def workbench(admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Show the article, and split a claim out of it. A refusal keeps everything typed."""
    source = get_object_or_404(Source.objects.select_related("link", "outlet"), pk=pk)
    user = person(request)
    if not admin.has_view_or_change_permission(request, source):
        raise PermissionDenied
    text = source.latest_text
    if text is None:
        messages.info(request, _("The text of this article has not been frozen yet."))
        return HttpResponseRedirect("../text/")
    form = _form(request, source, text)
    if form.is_valid():
        try:
            with transaction.atomic():
                selection = _selection(source, text, form)
                claim = _split(user, source, selection, form)
        except Refusal as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
        else:
            done = _("Added to: “%s”") if form.cleaned_data["existing"] else _("Split out: “%s”")
            messages.success(request, done % claim)
            return go_on(request, source, form, selection)
    return _show(admin, request, source, text, form)


def _form(request: HttpRequest, source: Source, text: SourceText) -> SplitForm:
    """Return the form as it was sent; where only claims we have were asked for, not judged yet."""
    if request.method != "POST":
        return SplitForm(initial=kept_for(request, source) | _initial(request, text))
    if request.POST.keys().isdisjoint(ASKING):
        return SplitForm(request.POST)
    fields = SplitForm.base_fields.items()
    return SplitForm(
        initial={
            name: field.widget.value_from_datadict(request.POST, request.FILES, name)
            for name, field in fields
        }
    )


def _initial(request: HttpRequest, text: SourceText) -> dict[str, Any]:
    """Begin with the sentence whose number was followed."""
    chosen = request.GET.get("sentence", "")
    number = chosen if chosen.isdecimal() else None
    return {"text": text.pk, "first": number, "last": number}


def _selection(source: Source, text: SourceText, form: SplitForm) -> Selection:
    """Return the chosen words. Raises ``Conflict`` when they were chosen in an older text."""
    if form.cleaned_data["text"] != text.pk:
        raise Conflict(_("The article has a newer text. Choose the words in it again."))
    return form.selection(text, source.language)


def _split(by: User, source: Source, selection: Selection, form: SplitForm) -> Claim:
    given = form.cleaned_data
    if known := given["existing"]:
        actions.add_appearance(
            by=by,
            claim=known,
            source=source,
            selection=selection,
            kind=given["kind"],
            attribution=given["attribution"],
            figures=form.figures,
        )
        return known  # type: ignore[no-any-return]
    return actions.split_claim(
        by=by,
        statement=given["statement"],
        selection=selection,
        kind=given["kind"],
        attributed_to=_attributions(by, given),
        said=given["said"],
        topics=given["topics"],
        figures=form.figures,
        attribution=given["attribution"],
    )


def _attributions(by: User, given: dict[str, Any]) -> list[Attribution]:
    """Name who said it and whom they cite, adding whoever is new."""
    found = []
    if given["claimant"]:
        speaker = actions.name_claimant(by=by, name=given["claimant"], kind=given["claimant_kind"])
        found.append(Attribution(claimant=speaker, title_held=given["title_held"]))
    if given["cited"]:
        cited = actions.name_claimant(by=by, name=given["cited"], kind=given["cited_kind"])
        found.append(Attribution(claimant=cited, part=ClaimClaimant.Part.CITED))
    return found


def _show(
    admin: Any, request: HttpRequest, source: Source, text: SourceText, form: SplitForm
) -> HttpResponse:
    appearances = list(
        Appearance.objects.filter(source=source)
        .select_related("claim__verdict__rating", "passage")
        .prefetch_related("figures")
        .order_by("passage__start", "pk")
    )
    may_split = may(person(request), Verb.SPLIT)
    here = [row for row in appearances if row.passage and row.passage.text_id == text.pk]
    paragraphs = paragraphs_of(text, source.language, here)
    suggestions = None
    if may_split:
        suggestions = suggestions_for(request, source, text, paragraphs, appearances)
        paragraphs = with_reasons(paragraphs, suggestions)
    after = request.GET.get("after", "") if request.method == "GET" else ""
    if number := sentence_after(after, paragraphs, suggestions):
        form.initial.update(first=number, last=number)
    quote = words_of(text, paragraphs, form["first"].value(), form["last"].value())
    chosen = form["exact"].value() or quote
    echoes = Echoes(source, text)
    apart = request.POST.getlist("different") + request.POST.getlist("_different")
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": source,
        "source": source,
        "text": text,
        "paragraphs": paragraphs,
        "claims_so_far": echoes.of_claims(appearances),
        "suggestions": suggestions,
        "form": form,
        "mistakes": mistakes_in(form),
        "may_split": may_split,
        "quote": quote[:LONGEST_QUERY],
        "chosen": chosen,
        "figures": echoes.beside(form),
        "saved_draft": saved_draft(request, source),
        "panel": panel_for(form.typed or quote, apart) if may_split else None,
        "claimants_we_know": Claimant.objects.values_list("name", flat=True)[:OFFERED],
    }
    return TemplateResponse(request, "admin/factcheck/source/workbench.html", context)
