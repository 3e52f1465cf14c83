"""The forms of what can be done with a claim. A field is an argument of the action, by name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.models import Comment, Correction, DiscrepancyDecision
from newsroom.accounts.models import Role, User

Note = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})

COMMENTED = [("", _("the claim as a whole")), *Comment.Field.choices]


def note(label: Any, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    """Return a field for a few sentences. An empty one is left for the action to refuse."""
    field = forms.CharField(label=label, required=False, widget=Note, help_text=help_text)
    field.widget.attrs["aria-required"] = str(required).lower()
    return field


class RevisionForm(forms.Form):
    """Of the draft the editor looked at."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class HashForm(forms.Form):
    """Of the document the editor looked at; none is left for the action to refuse."""

    sha256 = forms.CharField(widget=forms.HiddenInput, required=False)


class ScheduleForm(HashForm):
    """When to publish."""

    at = forms.DateTimeField(
        label=_("Publish at"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("In the newsroom's time zone."),
    )


class CommentForm(forms.Form):
    """A remark, about one field or the whole."""

    text = note(_("Comment"))
    field = forms.ChoiceField(label=_("About"), choices=COMMENTED, required=False)


class OneCommentForm(forms.Form):
    """One of the comments."""

    comment = forms.IntegerField(widget=forms.HiddenInput)


class ChangesForm(CommentForm):
    """What should change."""

    text = note(_("What should change"))


class CorrectForm(forms.Form):
    """What was wrong, and why the check is opened again."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[c for c in Correction.Kind.choices if c[0] != Correction.Kind.RETRACTION],
    )
    cause = forms.ChoiceField(label=_("Cause"), choices=Correction.Cause.choices)
    was_wrong = note(_("What was wrong"), help_text=_("Readers will see it."))
    what_changed = note(_("What changes"), required=False)
    why = note(_("Why"), required=False)


class WithdrawForm(forms.Form):
    """Why the check goes."""

    reason = note(_("Reason"), help_text=_("Readers will see it, in place of the check."))


class CloseReviewForm(forms.Form):
    """Why the verdict stands."""

    public_note = note(_("Note to readers"), help_text=_("Why the verdict stands all the same."))


class NoteForm(forms.Form):
    """Why."""

    note = note(_("Why"))


class RejectForm(NoteForm):
    """Why we do not check it."""

    not_checkable = forms.BooleanField(
        label=_("It cannot be checked: an opinion, a prediction, too vague"), required=False
    )


class SettleForm(forms.Form):
    """What an editor thinks of sources at odds."""

    key = forms.CharField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=DiscrepancyDecision.Decision.choices,
        widget=forms.RadioSelect,
    )
    reason = note(_("Reason"), help_text=_("Readers see it where the discrepancy is confirmed."))


class AssignForm(forms.Form):
    """Who has it from now on."""

    assignee = forms.ModelChoiceField(
        label=_("To"),
        queryset=User.objects.filter(is_active=True).exclude(role=Role.NONE),
        required=False,
        empty_label=_("nobody"),
    )
