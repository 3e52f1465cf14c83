from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FactcheckConfig(AppConfig):
    """Claims, evidence, verdicts, and the checks readers and partners see."""

    name = "factcheck"
    verbose_name = _("Claims and checks")
    default_auto_field = "django.db.models.BigAutoField"
