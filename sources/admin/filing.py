"""The forms of an article: filing one, and its particulars."""

from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.accounts.models import User
from newsroom.admin.dates import DatedForm, FuzzyDateField
from newsroom.refusals import Refusal
from sources.actions import AlreadyFiled, Particulars, file_source
from sources.models import Source, SourceText

PARTICULARS = [
    "title", "byline", "outlet", "published", "language", "kind", "republished_from", "notes",
]  # fmt: skip


class SourceForm(DatedForm[Source]):
    """The particulars of an article."""

    dated: ClassVar[str] = "published"
    published = FuzzyDateField(label=gettext_lazy("Published"))

    class Meta:
        model = Source
        fields = [name for name in PARTICULARS if name != "published"]
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}


class FilingForm(SourceForm):
    """An address, a text, or both; whatever else is left empty is read from the page."""

    address = forms.CharField(
        label=gettext_lazy("Address"),
        required=False,
        widget=forms.TextInput(
            attrs={"class": "vLargeTextField", "inputmode": "url", "spellcheck": "false"}
        ),
        help_text=gettext_lazy("The page is fetched, read, and watched from now on."),
    )
    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 8}),
        help_text=gettext_lazy("Paste the article where the page cannot be read, or has none."),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a text file"),
        required=False,
        widget=forms.FileInput,
        help_text=gettext_lazy("Plain text or HTML."),
    )

    def file_source(self, *, by: User) -> Source:
        """File the article. Raises ``Refusal``; for one we have, with a link to it."""
        given: dict[str, Any] = self.cleaned_data
        upload = given["file"]
        try:
            return file_source(
                by=by,
                address=given["address"],
                text=upload.read() if upload else given["text"],
                particulars=Particulars(**{name: given[name] for name in PARTICULARS}),
                obtained=SourceText.Obtained.IMPORTED if upload else SourceText.Obtained.PASTED,
            )
        except AlreadyFiled as known:
            raise Refusal(
                format_html(
                    '{} <a href="{}">{}</a>',
                    _("We already have this article:"),
                    reverse("admin:sources_source_change", args=[known.source.pk]),
                    known.source,
                )
            ) from known
