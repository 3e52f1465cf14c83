"""What readers told us."""

from django.contrib import admin
from django.http import HttpRequest

from factcheck.models import ReaderReport
from newsroom.admin.base import DeskAdmin


@admin.register(ReaderReport)
class ReaderReportAdmin(DeskAdmin[ReaderReport]):
    """Read a report; say what came of it."""

    fields = ["check_record", "message", "evidence_url", "contact", "received_at", "outcome"]
    readonly_fields = ["check_record", "message", "evidence_url", "contact", "received_at"]
    list_display = ["received_at", "check_record", "message", "outcome"]
    list_select_related = ["check_record"]
    list_filter = ["outcome"]
    search_fields = ["message", "check_record__slug"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: reports come from readers."""
        return False

    def has_delete_permission(
        self,
        request: HttpRequest,
        obj: ReaderReport | None = None,
    ) -> bool:
        """Refuse: a report is settled, not lost."""
        return False
