from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work that outlives a request."""

    name = "newsroom.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
