"""People who work in the newsroom."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.finding import WordsIndex


class Role(models.TextChoices):
    """What a person does here; what that allows is in each app's ``permissions.py``."""

    NONE = "none", _("no role")
    REPORTER = "reporter", _("reporter")
    EDITOR = "editor", _("editor")
    PUBLISHER = "publisher", _("publisher")


class User(AbstractUser):
    """A person with a login. The role, not Django's groups, decides what they may do."""

    role = models.CharField(
        _("role"),
        max_length=20,
        choices=Role.choices,
        default=Role.NONE,
        help_text=_(
            "A reporter files and judges; an editor also approves; a publisher also publishes."
        ),
    )

    gets_alerts = models.BooleanField(
        _("gets alerts by mail"),
        default=True,
        help_text=_("When pages or words change that their claims rest on."),
    )

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                name="accounts_user_role_known", condition=models.Q(role__in=Role.values)
            )
        ]
        indexes = [
            WordsIndex(
                *("username", "first_name", "last_name", "email"), name="accounts_user_words_idx"
            )
        ]

    def __str__(self) -> str:
        """Return the full name where there is one, the login name otherwise."""
        return self.get_full_name() or self.username
