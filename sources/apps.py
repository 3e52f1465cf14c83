from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """Articles, addresses, and whether they still hold. Has never heard of claims."""

    name = "sources"
    default_auto_field = "django.db.models.BigAutoField"
