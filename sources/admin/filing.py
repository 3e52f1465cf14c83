"""The forms of an article: filing one, and its particulars."""

from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.accounts.models import User
from newsroom.admin.dates import DatedForm, FuzzyDateField
from newsroom.admin.languages import LanguageField
from newsroom.refusals import Refusal
from sources.actions import AlreadyFiled, Particulars, file_source
from sources.models import Source, SourceText
from sources.reading.page import LARGEST_PAGE
from sources.reading.pasted import address_and_text

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
        field_classes = {"language": LanguageField}
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}


class PastedField(forms.CharField):
    """What was copied from somewhere, as it is; without the NULs that nobody sees or means."""

    def __init__(self, *, label: Any, rows: int, **given: Any) -> None:
        """Show so many ``rows`` of it."""
        widget = forms.Textarea(attrs={"class": "vLargeTextField", "rows": rows, "dir": "auto"})
        super().__init__(label=label, strip=False, widget=widget, **given)

    def to_python(self, value: Any) -> str:
        """Leave out NULs."""
        return str(super().to_python(value) or "").replace("\0", "")


class FilingForm(SourceForm):
    """One field for an address, a text, or both; what else is left empty is read from the page."""

    address = PastedField(
        label=gettext_lazy("Address or text"),
        rows=6,
        required=False,
        help_text=gettext_lazy(
            "Paste the address: the page is fetched, read, and watched from now on. Or paste the "
            "text, with the address on the first line where there is one."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a text file"),
        required=False,
        widget=forms.FileInput,
        help_text=gettext_lazy("Plain text or HTML."),
    )
    is_another = forms.BooleanField(
        label=gettext_lazy("Another article than the one we have"),
        required=False,
        help_text=gettext_lazy("Only where a similar address was taken for the same article."),
    )

    def clean_file(self) -> Any:
        """Refuse a file that no article is as long as, before anybody reads it."""
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_PAGE:
            raise forms.ValidationError(
                _("The file is larger than 10 MB. Copy the article's text and paste that.")
            )
        return file

    def file_source(self, *, by: User) -> Source:
        """File the article. Raises ``Refusal``; for one we have, with a link to it."""
        given: dict[str, Any] = self.cleaned_data
        upload = given["file"]
        address, text = address_and_text(given["address"])
        if upload and text:
            raise Refusal(_("Paste the text or choose a file with it, not both."))
        try:
            return file_source(
                by=by,
                address=address,
                text=upload.read() if upload else text,
                particulars=Particulars(**{name: given[name] for name in PARTICULARS}),
                obtained=SourceText.Obtained.IMPORTED if upload else SourceText.Obtained.PASTED,
                is_another=given["is_another"],
            )
        except AlreadyFiled as known:
            raise _already_filed(known) from known


def _already_filed(known: AlreadyFiled) -> Refusal:
    """Say which article we have, with a link to it."""
    said = _("We already have this article:")
    if not known.is_sure:
        said = _(
            "We have an article with nearly the same address. If yours is another one, say so "
            "below and file it again:"
        )
    url = reverse("admin:sources_source_change", args=[known.source.pk])
    return Refusal(format_html('{} <a href="{}">{}</a>', said, url, known.source))
