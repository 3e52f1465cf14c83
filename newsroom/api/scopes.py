"""What a key may be used for. Nothing unpublished is among it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Scope(TextChoices):
    """A part of the API. A key without it is refused there, also where no key is needed."""

    READ = "read", _("read what is published")
    MATCH = "match", _("ask about texts")
    WEBHOOKS = "webhooks", _("manage webhooks")
