"""Articles: filing them, and their particulars."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from newsroom.admin.base import person
from newsroom.admin.filters import ValuesFilter, picked
from newsroom.admin.refusing import RefusingAdmin
from sources.admin.filing import FilingForm, SourceForm
from sources.admin.marks import health_mark
from sources.admin.text_page import text_page
from sources.models import Source


@admin.register(Source)
class SourceAdmin(RefusingAdmin[Source]):
    """File an article, look at its text, keep its particulars right."""

    form = SourceForm
    autocomplete_fields = ["outlet", "republished_from"]
    list_display = [
        "__str__",
        "outlet",
        "published",
        "kind",
        "health",
        "filed_by",
        "filed_at",
    ]
    list_select_related = ["outlet", "link", "filed_by"]
    list_filter = ["kind", "link__health", ("language", ValuesFilter), picked("outlet")]
    search_fields = ["title", "link__url", "byline", "outlet__name"]
    readonly_fields = ["address_and_health", "filed_by", "filed_at"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "title", "byline", "outlet", "published", "language", "kind",
                    "republished_from", "notes", "address_and_health", ("filed_by", "filed_at"),
                ]
            },
        )
    ]  # fmt: skip
    add_fieldsets = [
        (None, {"fields": ["address", "file"]}),
        (
            _("Only where the page does not say"),
            {
                "classes": ["collapse"],
                "fields": [
                    "title", "byline", "outlet", "published", "language", "kind",
                    "republished_from", "notes", "is_another",
                ],
            },
        ),
    ]  # fmt: skip

    @admin.display(description=_("published"), ordering="published_at")
    def published(self, source: Source) -> str:
        """Write the date as exactly as it is known."""
        return source.published.words()

    @admin.display(description=_("page"), ordering="link__health")
    def health(self, source: Source) -> str:
        """Say how the page is."""
        return health_mark(source.link) if source.link else str(_("pasted, not watched"))

    @admin.display(description=_("page"))
    def address_and_health(self, source: Source) -> str:
        """Name the address, say how it is, and link to the looks at it."""
        if source.link is None:
            return str(_("Pasted text without an address: nothing is watched."))
        url = reverse("admin:sources_link_change", args=[source.link.pk])
        return format_html('{} <a href="{}">{}</a>', health_mark(source.link), url, source.link.url)

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Ask for one thing: file this article."""
        context = {
            "title": _("File a source"),
            "show_save_and_add_another": False,
            "show_save_and_continue": False,
            **(extra_context or {}),
        }
        return super().add_view(request, form_url, context)

    def get_fieldsets(self, request: HttpRequest, obj: Source | None = None) -> Any:
        """Ask for address and text when filing, for particulars afterwards."""
        return self.fieldsets if obj else self.add_fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> list[str]:
        """Leave out what does not exist before the article is filed."""
        return list(self.readonly_fields) if obj else []

    def get_form(
        self, request: HttpRequest, obj: Source | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm[Source]]:
        """Return the filing form for a new article."""
        if obj is None:
            kwargs["form"] = FilingForm
        return super().get_form(request, obj, change=change, **kwargs)

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        """File a new article through the action; what comes back is already saved."""
        if change:
            return super().save_form(request, form, change=change)
        return form.file_source(by=person(request))

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:
        """Save changed particulars."""
        if change:
            super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save nothing: an article has no inlines and no many-to-many columns."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Leave the record to the action."""

    def response_add(
        self, request: HttpRequest, obj: Source, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go on to the text, which waits to be looked at; a popup goes back where it came from."""
        if "_popup" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return HttpResponseRedirect(reverse("admin:sources_source_text", args=[obj.pk]))

    def get_urls(self) -> list[URLPattern]:
        """Add the page where the text is looked at and frozen."""
        view = self.admin_site.admin_view(self.text_view)
        own = path("<int:pk>/text/", view, name="sources_source_text")
        return [own, *super().get_urls()]

    def text_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the text as it was read, and freeze it."""
        return text_page(self, request, pk)

    def url_after_freezing(self, source: Source) -> str:
        """Return where an editor goes on once the text is frozen."""
        return reverse("admin:sources_source_change", args=[source.pk])
