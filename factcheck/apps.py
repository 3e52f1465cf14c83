from django.apps import AppConfig


class FactcheckConfig(AppConfig):
    """Claims, evidence, verdicts, and the checks readers and partners see."""

    name = "factcheck"
    default_auto_field = "django.db.models.BigAutoField"
