from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """Articles, addresses, and whether they still hold. Has never heard of claims."""

    name = "sources"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say who does which jobs."""
        from newsroom.jobs.queue import handle  # noqa: PLC0415 - needs the app registry

        handle("sources.read_article", "sources.retrieving.read_article")
