"""A change of state of a link or of a watched passage."""

from functools import reduce
from operator import or_
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sources.linkcheck.states import PASSAGE_CHANGED
from sources.models.link import Link
from sources.models.passage import Passage


class TransitionQuerySet(models.QuerySet["Transition"]):
    """Transitions by whether they were acted on."""

    def unhandled(self) -> Self:
        """Keep transitions nobody has acted on yet."""
        return self.filter(handled_at__isnull=True)

    def alarms(self) -> Self:
        """Keep confirmed changes that send published claims back to the desk.

        Where only cited words changed, that is the alarm, and not the page they stood on.
        """
        sends_back = reduce(or_, (Q(axis=axis, after=after) for axis, after in Transition.ALARMS))
        only_words = Q(axis=Transition.Axis.CONTENT, rule=PASSAGE_CHANGED)
        return self.filter(sends_back & ~only_words, is_confirmed=True)


class Transition(models.Model):
    """From which state to which, by which rule, seen in which look. Kept for ever.

    ``handled_at`` is the outbox mark: whoever turns transitions into work (a re-review, an
    alert) sets it once, in the same transaction. Everything else is immutable.
    """

    class Axis(models.TextChoices):
        HEALTH = "health", _("health")
        CONTENT = "content", _("content")
        ACCESS = "access", _("access")
        ADDRESS = "address", _("address")
        PASSAGE = "passage", _("cited words")

    ALARMS = (
        (Axis.HEALTH, Link.Health.DEAD),
        (Axis.CONTENT, Link.Content.DRIFTED),
        (Axis.PASSAGE, Passage.State.EDITED),
        (Axis.PASSAGE, Passage.State.GONE),
    )
    """What sends claims back, once confirmed (see ``alarms``)."""
    TROUBLE = (
        *ALARMS,
        (Axis.HEALTH, Link.Health.UNVERIFIABLE),
        (Axis.HEALTH, Link.Health.QUARANTINED),
    )
    """What people are alerted to, once confirmed."""

    link = models.ForeignKey("sources.Link", on_delete=models.PROTECT, related_name="transitions")
    passage = models.ForeignKey(
        "sources.Passage",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="transitions",
    )
    axis = models.CharField(_("axis"), max_length=10, choices=Axis.choices)
    before = models.CharField(_("before"), max_length=2000)
    after = models.CharField(_("after"), max_length=2000)
    rule = models.CharField(_("rule"), max_length=60)
    is_confirmed = models.BooleanField(_("confirmed"), default=False)
    look = models.ForeignKey("sources.Look", on_delete=models.PROTECT, related_name="transitions")
    at = models.DateTimeField(_("at"))
    handled_at = models.DateTimeField(null=True, blank=True)

    objects = TransitionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("transition")
        verbose_name_plural = _("transitions")
        constraints = [
            models.CheckConstraint(
                name="sources_transition_passage_axis",
                condition=Q(axis="passage", passage__isnull=False)
                | (~Q(axis="passage") & Q(passage__isnull=True)),
            )
        ]
        indexes = [
            models.Index(fields=["link", "-at"], name="sources_transition_link_idx"),
            models.Index(
                fields=["id"],
                name="sources_transition_new_idx",
                condition=Q(handled_at__isnull=True),
            ),
            models.Index(fields=["axis"], name="sources_transition_axis_idx"),
        ]
        triggers = [
            pgtrigger.Protect(name="kept_for_ever", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="immutable_but_for_handled",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["handled_at"]),
            ),
        ]

    def __str__(self) -> str:
        """Describe the change in a line: “health: gone (was: failing, confirming)”."""
        now = f"{self.get_axis_display()}: {self.after_words}"
        was = _("was: %s") % self.before_words  # what is inside of an f-string is not collected
        return f"{now} ({was})" if self.before else now

    @property
    def before_words(self) -> str:
        """Say in the desk's words what was before."""
        return self._in_words(self.before)

    @property
    def after_words(self) -> str:
        """Say in the desk's words what is now."""
        return self._in_words(self.after)

    def _in_words(self, state: str) -> str:
        """Say a state in words; an address is its own."""
        choices = {
            self.Axis.HEALTH: Link.Health.choices,
            self.Axis.CONTENT: Link.Content.choices,
            self.Axis.ACCESS: Link.Access.choices,
            self.Axis.PASSAGE: Passage.State.choices,
        }.get(self.Axis(self.axis), [])
        return str(dict(choices).get(state, state))

    @property
    def is_trouble(self) -> bool:
        """Say whether people are alerted to this change."""
        only_words = self.axis == self.Axis.CONTENT and self.rule == PASSAGE_CHANGED
        return self.is_confirmed and (self.axis, self.after) in self.TROUBLE and not only_words
