"""The parts of a draft as rows of the claim's page: verdict, claimants, appearances, evidence."""

from typing import Any, TypeVar

from django import forms
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from factcheck.admin.drafts import DraftRows, can_edit
from factcheck.document import context_of
from factcheck.models import Appearance, ClaimClaimant, Evidence, Verdict
from newsroom.refusals import Refusal
from sources.admin.marks import first_look_note, health_mark, passage_mark
from sources.linkcheck.address import AddressError, normalise_url
from sources.reading.pasted import with_scheme
from sources.uploads import LARGEST, SUFFIXES, Upload, read_upload

M = TypeVar("M", bound=Model)


class DraftInline(admin.StackedInline[M, Any]):
    """Rows that are open while the draft is."""

    formset: Any = DraftRows
    template = "admin/factcheck/claim/rows.html"
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the model's permission and the draft's state."""
        return super().has_add_permission(request, obj) and can_edit(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the model's permission and the draft's state."""
        return super().has_change_permission(request, obj) and can_edit(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the model's permission and the draft's state."""
        return super().has_delete_permission(request, obj) and can_edit(request, obj)


class VerdictInline(DraftInline[Verdict]):
    """Rating, reason, explanation. What is set here is saved by ``actions.redraft``."""

    model = Verdict
    max_num = 1
    can_delete = False
    verbose_name_plural = _("verdict")
    fieldsets = [
        (None, {"fields": ["rating", "reason", "explanation", "confidence"]}),
        (
            _("Open questions and right of reply"),
            {
                "classes": ["collapse"],
                "fields": [
                    "open_questions",
                    ("asked_whom", "asked_on", "asked_how"),
                    ("answer", "answer_by"),
                ],
            },
        ),
    ]
    radio_fields = {"rating": admin.VERTICAL, "confidence": admin.HORIZONTAL}

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Show each rating with its definition beside it, and no empty choice."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "rating":
            return RatingField(queryset=field.queryset, label=field.label)
        if db_field.name in {"open_questions", "answer"}:
            field.widget.attrs["rows"] = 3
        return field


class RatingField(forms.ModelChoiceField[Any]):
    """Choose a rating, reading what it means."""

    def __init__(self, *, queryset: QuerySet[Any], label: Any) -> None:
        """Offer the ratings in use."""
        super().__init__(
            queryset=queryset.filter(is_active=True).prefetch_related("definitions"),
            label=label,
            required=False,
            empty_label=None,
            widget=forms.RadioSelect(attrs={"class": "ratings"}),
        )

    def label_from_instance(self, obj: Any) -> str:
        """Name the rating and say what it means."""
        return format_html("<b>{}</b> {}", obj, obj.definition or "")


class ClaimantInline(DraftInline[ClaimClaimant]):
    """Who says it, and whom they cite."""

    model = ClaimClaimant
    autocomplete_fields = ["claimant"]
    fields = [("claimant", "part", "title_held", "position")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ClaimClaimant]:
        """Fetch the names with the rows."""
        return super().get_queryset(request).select_related("claimant")


class AppearanceInline(DraftInline[Appearance]):
    """Where it was said. Added in the workbench of the article; figures on a page of their own."""

    model = Appearance
    show_change_link = True
    readonly_fields = ["quote", "figures_given"]
    fields = ["quote", "figures_given", ("kind", "upstream"), "attribution"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: words are chosen in the workbench, where they stand."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Appearance]:
        """Fetch words, texts and figures with the rows."""
        rows = super().get_queryset(request).select_related("source__link", "passage__text")
        return rows.prefetch_related("figures")

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Offer the appearances of this claim alone as what one of them repeats."""
        if db_field.name == "upstream":
            claim = request.resolver_match.kwargs.get("object_id")
            siblings = Appearance.objects.filter(claim=claim).select_related("source__link")
            kwargs |= {"queryset": siblings, "empty_label": _("nothing we have")}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description=_("words"))
    def quote(self, row: Appearance) -> str:
        """Show the words in their context, and what became of them."""
        if row.passage is None:
            return str(_("no words anchored"))
        before, after = context_of(row.passage.text.text, row.passage.start, row.passage.end)
        return format_html(
            '<blockquote class="quote">{}<mark>{}</mark>{}</blockquote>{} {}',
            before,
            row.passage.exact,
            after,
            passage_mark(row.passage, row.source.link),
            _("now reads “%s”") % row.passage.now_reads if row.passage.now_reads else "",
        )

    @admin.display(description=_("figures"))
    def figures_given(self, row: Appearance) -> str:
        """List the figures, and link to where they are entered."""
        figures = "; ".join(f"{f.measure}: {f.as_written}" for f in row.figures.all())
        url = reverse("admin:factcheck_appearance_change", args=[row.pk])
        return format_html('{} <a href="{}">{}</a>', figures or _("none"), url, _("Edit figures"))


class EvidenceForm(forms.ModelForm[Evidence]):
    """Evidence by its address."""

    address = forms.CharField(
        label=_("Address"),
        required=False,
        widget=forms.TextInput(attrs={"class": "vLargeTextField", "inputmode": "url"}),
        help_text=_("Watched from now on, and looked at within minutes."),
    )

    words = forms.CharField(
        label=_("Words it rests on"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 2}),
        help_text=_("Word for word, from the frozen text of that page: watched from now on."),
    )
    file = forms.FileField(
        label=_("Picture or PDF"),
        required=False,
        help_text=_(
            "Of a page our checker is not shown, or in place of an address. PNG, JPEG, WebP or "
            "PDF, up to 10 MB. Should this page come back with a complaint, choose the file again."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the address and the words the evidence has."""
        super().__init__(*args, **kwargs)
        if self.instance.link:
            self.initial["address"] = self.instance.link.url
        if self.instance.passage:
            self.initial["words"] = self.instance.passage.exact

    def clean_words(self) -> str:
        """Undo what browsers do to the ends of lines."""
        words: str = self.cleaned_data["words"]
        return words.replace("\r\n", "\n")

    def clean_address(self) -> str:
        """Refuse what is no address of the web: ``javascript:``, a file, a typo."""
        address: str = self.cleaned_data["address"]
        has_file = self.instance.upload_id or self.files.get(self.add_prefix("file"))
        if not address and not has_file:
            raise forms.ValidationError(_("Give the address of the page, or a picture or PDF."))
        try:
            return normalise_url(with_scheme(address)) if address else ""
        except AddressError as error:
            raise forms.ValidationError(str(error)) from error

    def clean_file(self) -> Upload | None:
        """Judge the file by its content, before anybody waits for the draft."""
        file = self.cleaned_data["file"]
        try:
            return read_upload(file.read(LARGEST + 1), file.name) if file else None
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class EvidenceInline(DraftInline[Evidence]):
    """What the verdict rests on, with how each page is."""

    model = Evidence
    form = EvidenceForm
    extra = 1
    readonly_fields = ["health"]
    fields = [
        "address", "health", ("title", "publisher"), ("kind", "stance", "is_load_bearing"),
        "shows", "words", "file", ("is_withheld", "withheld_reason", "position"),
    ]  # fmt: skip
    radio_fields = {"stance": admin.HORIZONTAL}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        """Fetch the links with the rows."""
        return super().get_queryset(request).select_related("link", "passage", "upload")

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Keep the text of what it shows short enough to scan."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "shows":
            field.widget.attrs["rows"] = 3
        return field

    @admin.display(description=_("Address"))
    def address(self, row: Evidence) -> str:
        """Write the address where the form is not open."""
        return row.link.url if row.link else ""

    @admin.display(description=_("Words it rests on"))
    def words(self, row: Evidence) -> str:
        """Show the words where the form is not open."""
        return row.passage.exact if row.passage else ""

    @admin.display(description=_("page"))
    def health(self, row: Evidence) -> str:
        """Say how the page is now, and link to why."""
        if row.link is None:
            return uploaded(row)
        url = reverse("admin:sources_link_change", args=[row.link.pk])
        note = first_look_note(row.link)
        mark = health_mark(row.link)
        return format_html('{} <a href="{}">{}</a> {} {}', mark, url, _("Why"), note, uploaded(row))

    @admin.display(description=_("Picture or PDF"))
    def file(self, row: Evidence) -> str:
        """Link to the file where the form is not open."""
        return uploaded(row)


def uploaded(row: Evidence) -> str:
    """Link to the picture or PDF that was uploaded as evidence, if there is one."""
    if row.upload is None:
        return ""
    if row.upload.taken_down_at:
        return str(_("uploaded document, taken down"))
    url = reverse("admin:sources_snapshot_file", args=[row.upload.pk])
    name = row.upload.title or _("uploaded document")
    return format_html('<a href="{}">{}</a>', url, name)


CLAIM_INLINES: list[type[InlineModelAdmin[Any, Any]]] = [
    VerdictInline,
    EvidenceInline,
    AppearanceInline,
    ClaimantInline,
]
