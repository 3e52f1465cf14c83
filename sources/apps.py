from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SourcesConfig(AppConfig):
    """Articles, addresses, and whether they still hold. Has never heard of claims."""

    name = "sources"
    verbose_name = _("Sources and links")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say who does which jobs."""
        from newsroom.jobs.queue import handle  # noqa: PLC0415 - needs the app registry

        handle("sources.read_article", "sources.retrieving.read_article")
        handle("sources.archive", "sources.archive_visit.visit", apart=True)
