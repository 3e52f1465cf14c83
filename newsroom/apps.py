from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class NewsroomConfig(AppConfig):
    """The project itself: site chrome, boot-time checks and commands of no single app."""

    name = "newsroom"

    def ready(self) -> None:
        """Register the boot-time checks."""
        from newsroom import checks  # noqa: F401, PLC0415 - importing it registers them


class DeskConfig(AdminConfig):
    """The admin, with the desk for a home."""

    default_site = "factcheck.desk.Desk"
