"""What pages were: read as plain text, taken along as files, never shown as pages."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from newsroom.admin.base import ReadOnlyAdmin, person
from newsroom.admin.typed import typed
from newsroom.refusals import Refusal
from sources.actions import take_down
from sources.bodies import read_body
from sources.models import Snapshot
from sources.uploads import SUFFIXES

PLAIN = "text/plain"


def inert(content: bytes | str, media_type: str) -> HttpResponse:
    """Return somebody else's content so that no browser runs any of it or mistakes its type."""
    charset = "; charset=utf-8" if media_type == PLAIN else ""
    return HttpResponse(
        content,
        headers={
            "Content-Type": media_type + charset,
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, no-store",
        },
    )


@admin.register(Snapshot)
class SnapshotAdmin(ReadOnlyAdmin[Snapshot]):
    """What pages were, for those who may see it."""

    exclude = ["body"]
    list_display = ["created_at", "link", "kind", "title", "uploaded_by", "taken_down_at"]
    list_select_related = ["link", "uploaded_by"]
    list_filter = ["kind"]
    search_fields = ["title", "link__url"]

    def get_urls(self) -> list[URLPattern]:
        """Add the text, the file and the button that takes both down."""
        wrap = self.admin_site.admin_view
        own = [
            path(
                "<int:pk>/text/", wrap(require_safe(self.text_view)), name="sources_snapshot_text"
            ),
            path(
                "<int:pk>/file/", wrap(require_safe(self.file_view)), name="sources_snapshot_file"
            ),
            path(
                "<int:pk>/take-down/",
                wrap(require_POST(self.take_down_view)),
                name="sources_snapshot_take_down",
            ),
        ]
        return [*own, *super().get_urls()]

    def text_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the main text, and nothing but text."""
        return inert(self._standing(request, pk).text, PLAIN)

    def file_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Hand out the stored file; of a page its source, as plain text.

        Its name is ours: what it was called elsewhere is never part of an answer.
        """
        snapshot = self._standing(request, pk)
        if not snapshot.body:
            return _gone(_("No file is kept of this page."))
        media_type = snapshot.media_type if snapshot.media_type in SUFFIXES else PLAIN
        try:
            response = inert(read_body(str(snapshot.body.name)), media_type)
        except FileNotFoundError:
            return _gone(_("The file is missing from the storage."))
        name = f"{snapshot.public_id}{SUFFIXES.get(media_type, '.txt')}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def take_down_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Remove the copy for good."""
        snapshot = get_object_or_404(Snapshot.objects.defer("text"), pk=pk)
        try:
            take_down(by=person(request), snapshot=snapshot, reason=typed(request, "reason"))
            messages.success(request, _("The copy was taken down. It cannot be brought back."))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        if snapshot.link_id is None:
            return HttpResponseRedirect(reverse("admin:sources_snapshot_changelist"))
        page = reverse("admin:sources_link_change", args=[snapshot.link_id])
        return HttpResponseRedirect(f"{page}#copies")

    def _standing(self, request: HttpRequest, pk: int) -> Snapshot:
        snapshot = get_object_or_404(Snapshot.objects.standing(), pk=pk)
        if not self.has_view_permission(request, snapshot):
            raise PermissionDenied
        return snapshot


def _gone(sentence: str) -> HttpResponse:
    return HttpResponse(sentence, status=410, content_type=f"{PLAIN}; charset=utf-8")
