from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """What every resource of the API shares, and who uses it by a key."""

    name = "newsroom.api"
    label = "api"
    verbose_name = _("Partners")
    default_auto_field = "django.db.models.BigAutoField"
