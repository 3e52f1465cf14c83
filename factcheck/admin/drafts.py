"""Editing a draft: one revision at a time, and a second editor overwrites nobody."""

import re
from collections.abc import Sequence
from typing import Any, TypeVar

from django import forms
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from factcheck.admin.conflict import bring_together
from factcheck.admin.removed_rows import ids_in, make_new
from factcheck.models import Claim, Comment, Verdict
from factcheck.permissions import Verb, may
from factcheck.workflow import Move, destination
from newsroom.admin.base import person
from newsroom.admin.mistakes import mistakes_in
from newsroom.admin.refusing import RefusableForm, RefusingAdmin
from newsroom.admin.rows import NamedRows

M = TypeVar("M", bound=Model)


def claim_of(row: Any) -> Claim:
    """Return the claim a row of a draft belongs to."""
    return row if isinstance(row, Claim) else row.claim


def can_edit(request: HttpRequest, row: Any) -> bool:
    """Say whether the form of ``row`` is open for this person.

    A form that was open when it was drawn is let through to the action whatever happened
    since, so that the refusal can keep what was typed.
    """
    if not may(person(request), Verb.EDIT):
        return False
    state = claim_of(row).verdict.state
    return request.method == "POST" or destination(Move.EDIT, state) is not None


def remember_what_is_drawn(form: forms.BaseForm) -> None:
    """Let each visible field carry what it says now, for two editors' versions to be compared."""
    for field in form.fields.values():
        is_file = isinstance(field, forms.FileField)
        field.show_hidden_initial = not (field.widget.is_hidden or is_file)


class DraftRows(NamedRows[Any, Any, Any]):
    """Rows of a draft, which carry what they said when they were drawn.

    ``remarks`` are open comments on them all, which the page shows above them.
    """

    remarks: Sequence[Comment] = ()

    def add_fields(self, form: Any, index: int | None) -> None:
        """Let every field but the row's key and its deletion carry what it says."""
        remember_what_is_drawn(form)
        super().add_fields(form, index)


class DraftForm(RefusableForm[M]):
    """A form that knows which revision of the draft it shows."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    current: Verdict | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the revision the draft has now."""
        super().__init__(*args, **kwargs)
        remember_what_is_drawn(self)
        if self.instance.pk:
            self.initial["revision"] = claim_of(self.instance).verdict.revision

    @property
    def seen_revision(self) -> int | None:
        """The revision the editor has seen: the form's, or a newer one they have compared."""
        compared = self.data.get(self.add_prefix("compared_revision"), "")
        revision: int | None = self.cleaned_data.get("revision")
        return int(compared) if re.fullmatch(r"\d{1,9}", compared) else revision

    def clean(self) -> dict[str, Any] | None:
        """Refuse a draft somebody else changed in the meantime."""
        cleaned = super().clean()
        verdict = Verdict.objects.get(claim=claim_of(self.instance))
        if self.seen_revision != verdict.revision:
            self.current = verdict
            last = verdict.claim.contributions.select_related("person").first()
            self.add_error(
                None,
                _(
                    "%(who)s changed this claim while you had it open. Nothing was overwritten, "
                    "and nothing you typed is lost: compare, then save again."
                )
                % {"who": last.person if last else _("Somebody")},
            )
        return cleaned


class DraftAdmin(RefusingAdmin[M]):
    """A screen on which a draft is edited."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: claims and appearances are split out of an article, in the workbench."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Refuse: a claim is parked or rejected; an appearance goes on the claim's page."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Open the form of a draft; what is published or shelved is shown to be read."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or can_edit(request, obj))

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Leave the record to the action."""

    def save_model(self, request: HttpRequest, obj: M, form: Any, change: bool) -> None:
        """Wait for ``save_related``: the draft is saved whole or not at all."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the whole draft when anything in it has changed. Saving nothing voids nothing."""
        for formset in formsets:
            formset.save(commit=False)
        if form.has_changed() or any(formset.has_changed() for formset in formsets):
            self.save_draft(request, form, formsets)

    def save_draft(self, request: HttpRequest, form: Any, formsets: Any) -> None:
        """Save form and rows, beginning with ``factcheck.actions.edit`` or an act that does."""
        raise NotImplementedError

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Answer the form; rows somebody removed in the meantime become new ones first."""
        row = self.get_object(request, object_id) if object_id else None
        if request.method == "POST" and row:
            for inline in self.get_inline_instances(request, row):
                prefix = inline.get_formset(request, row).get_default_prefix()
                keys = QuerySet[Any](inline.model).values_list("pk", flat=True)
                posted = ids_in(request.POST, prefix)
                existing = {str(pk) for pk in keys.filter(pk__in=posted)}
                request.POST = make_new(request.POST, prefix, existing)  # type: ignore[assignment]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Say what is wrong, and show, in a conflict, what each field says there and here."""
        form = context["adminform"].form
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        context["mistakes"] = mistakes_in(form, formsets)
        if getattr(form, "current", None):
            context["current_revision"] = form.current.revision
            context["differences"] = bring_together(form, formsets)
            context["both_changed"] = [d for d in context["differences"] if not d.is_taken]
            context["taken"] = [d for d in context["differences"] if d.is_taken]
        return super().render_change_form(request, context, *args, **kwargs)
