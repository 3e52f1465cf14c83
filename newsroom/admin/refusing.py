"""Forms that survive a refusal: the sentence is shown above them and everything typed is kept."""

from typing import Any, ClassVar, TypeVar

from django import forms
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from newsroom.admin.base import DeskAdmin
from newsroom.refusals import Refusal

M = TypeVar("M", bound=Model)


class RefusableForm(forms.ModelForm[M]):
    """A form whose save was refused is not valid: it says why, and keeps its content."""

    refusal: ClassVar[Refusal | None] = None

    def clean(self) -> dict[str, Any] | None:
        """Say why the action refused, where it did."""
        cleaned = super().clean()
        if self.refusal:
            for reason in self.refusal.reasons:
                self.add_error(None, reason)
        return cleaned


class RefusingAdmin(DeskAdmin[M]):
    """A change form whose saving is an action, and actions may say no.

    The refusal rolls back everything; then the same request is answered once more with a form
    that knows the reasons and therefore saves nothing.
    """

    form: type[forms.ModelForm[M]] = RefusableForm

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Answer the form; on a refusal answer again, this time with the reasons."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refusal as refusal:
            request.refusal = refusal  # type: ignore[attr-defined]
            for upload in request.FILES.values():
                upload.seek(0)  # type: ignore[union-attr]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(
        self, request: HttpRequest, obj: M | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm[M]]:
        """Return the form, with the reasons of a refusal in this request."""
        form = super().get_form(request, obj, change=change, **kwargs)
        refusal = getattr(request, "refusal", None)
        return type(form.__name__, (form,), {"refusal": refusal}) if refusal else form
