"""People who work in the newsroom."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsroom.finding import WordsIndex


class Role(models.TextChoices):
    """What a person does here; what that allows is in each app's ``permissions.py``."""

    NONE = "none", _("no role")
    REPORTER = "reporter", pgettext_lazy("role", "reporter")
    EDITOR = "editor", pgettext_lazy("role", "editor")  # not whoever publishes a newspaper
    PUBLISHER = "publisher", pgettext_lazy("role", "publisher")


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

    # With defaults in the database too: a process of the version before can still add people.
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=settings.LANGUAGES,
        default="en",
        db_default="en",
        help_text=_("The desk is shown in it."),
    )
    uses_shortcuts = models.BooleanField(
        _("shortcuts"),
        default=True,
        db_default=True,
        help_text=_("Single keys do things in the workbench, while the focus is in it."),
    )
    session_round = models.PositiveIntegerField(default=0, db_default=0, editable=False)

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

    def get_session_auth_hash(self) -> str:
        """Bind sessions to the password and to ``session_round``: the next round ends them all.

        So a session ends whether or not it is in any list.
        """
        return f"{super().get_session_auth_hash()}.{self.session_round}"

    def leads(self) -> bool:
        """Say whether this login can do harm that no colleague has to agree to."""
        return self.is_superuser or self.role == Role.PUBLISHER


class SavedFilter(models.Model):
    """A list of the desk as somebody narrowed it, under a name: theirs alone, or shared.

    ``list`` names a model (``factcheck.claim``), ``query`` is what stands behind the “?” of its
    list's address: nothing saved here can lead out of the desk.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_filters")
    name = models.CharField(_("name"), max_length=80)
    list = models.CharField(_("list"), max_length=100, editable=False)
    query = models.CharField(_("search and filters"), max_length=2000, editable=False)
    is_shared = models.BooleanField(_("shared with everybody"), default=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "list", "name"], name="accounts_savedfilter_name_once"
            ),
            models.CheckConstraint(
                name="accounts_savedfilter_of_a_model",
                condition=models.Q(list__regex=r"^[a-z_]+\.[a-z_]+$"),
            ),
            models.CheckConstraint(
                name="accounts_savedfilter_query_only",
                condition=models.Q(query__regex=r"^[A-Za-z0-9_.~*%+=&-]+$"),
            ),
        ]
        indexes = [
            models.Index(
                fields=["list"],
                name="accounts_savedfilter_idx",
                condition=models.Q(is_shared=True),
            )
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name
