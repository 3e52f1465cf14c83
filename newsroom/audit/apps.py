from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did what, when."""

    name = "newsroom.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
