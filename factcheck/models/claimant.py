"""Who makes claims."""

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import Regex
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.finding import WordsIndex


@pghistory.track(append_only=True)
class Claimant(models.Model):
    """A person or body that says things; merging two keeps the addresses of both working.

    ``merged_rows`` is what merging it moved, for the merge to be undone.
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        ORGANISATION = "organisation", _("organisation")
        GOVERNMENT = "government", _("government")
        OUTLET = "outlet", _("news outlet")
        ANONYMOUS = "anonymous", _("anonymous source")
        UNATTRIBUTED = "unattributed", _("unattributed")

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("address name"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.PERSON)
    description = models.CharField(
        _("who this is"), max_length=300, blank=True, help_text=_("One line for readers.")
    )
    aliases = ArrayField(
        models.CharField(max_length=200),
        verbose_name=_("other spellings"),
        default=list,
        blank=True,
        help_text=_("Separated by commas, such as Lavrov, Serguéi Lavrov."),
    )
    wikidata_id = models.CharField(
        _("Wikidata id"), max_length=20, blank=True, help_text=_("Such as Q9684.")
    )
    same_as = ArrayField(
        models.URLField(max_length=500),
        verbose_name=_("same as"),
        default=list,
        blank=True,
        help_text=_("Addresses of pages about the same person, separated by commas."),
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from",
        verbose_name=_("merged into"), editable=False,
    )  # fmt: skip
    merged_rows = models.JSONField(
        default=dict, db_default=Value({}, models.JSONField()), editable=False
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("claimant")
        verbose_name_plural = _("claimants")
        constraints = [
            models.CheckConstraint(
                name="factcheck_claimant_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
            ),
            models.CheckConstraint(
                name="factcheck_claimant_same_as_is_web",
                condition=Regex(
                    Func(
                        "same_as",
                        Value("\n"),
                        function="array_to_string",
                        output_field=models.TextField(),
                    ),
                    Value(r"^(https?://[^\s<>\"]+(\n|$))*$"),
                ),
                violation_error_message=_("An address starts with http:// or https://."),
            ),
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="factcheck_claimant_name_idx"),
            models.Index(fields=["kind"], name="factcheck_claimant_kind_idx"),
            WordsIndex("name", "aliases", name="factcheck_claimant_words_idx"),
        ]
        triggers = [pgtrigger.ReadOnly(name="slug_immutable", fields=["slug"])]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the public page."""
        return reverse("claimant", args=[self.slug])

    def public_aliases(self) -> list[str]:
        """List other spellings and names of whoever was merged into it; the unnamed have none."""
        if self.kind in (self.Kind.ANONYMOUS, self.Kind.UNATTRIBUTED):
            return []
        merged = self.merged_from.all()
        names = [*self.aliases, *(name for one in merged for name in (one.name, *one.aliases))]
        return list(dict.fromkeys(name for name in names if name != self.name))
