"""Every screen of the newsroom's people, from the site's own table of addresses.

Nobody adds a screen here: a new admin, and each address an admin adds of its own, is one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import cast

from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from factcheck.admin.acts import ACTS
from factcheck.admin.link import LinkWithClaimsAdmin
from factcheck.admin.together import TOGETHER
from factcheck.models import Claim
from sources.models import Link

OURS = ("admin:", "account_", "mfa_", "usersessions_")
ONLY_SENT_TO = ("_delete_filter", "_save_filter")  # under every list
SEARCHED = {Claim: "?q=russia"}  # one list that was searched stands for all
ELSEWHERE = {
    "account_reset_password_from_key",  # a test of its own follows the link in a letter
    "mfa_download_recovery_codes",  # a file
}
ACTS_BY_NAME = {
    Claim: [act.slug for act in ACTS],
    Link: [name for name, act in LinkWithClaimsAdmin.acts.items() if act.promise],
}
Key = int | str
Rows = dict[type[Model], list[Key]]


@dataclass(frozen=True)
class Screen:
    """One address by its name, and the names of what varies in it."""

    name: str
    parameters: frozenset[str]

    def __str__(self) -> str:
        return self.name.removeprefix("admin:")

    @property
    def model(self) -> type[Model]:
        """The model whose rows the address names; a person is named wherever no other is."""
        if self.name.startswith("mfa_"):
            return cast("type[Model]", Authenticator)
        models = {f"{m._meta.app_label}_{m._meta.model_name}_": m for m in admin.site._registry}
        fitting = [prefix for prefix in models if str(self).startswith(prefix)]
        return models[max(fitting, key=len)] if fitting else get_user_model()

    def addresses(self, rows: Rows) -> Iterator[str]:
        """Write the address for each row of ``rows`` and each act.

        Raises ``LookupError`` for a parameter that nobody has told this module of.
        """
        if not self.parameters:
            yield reverse(self.name)
            if self.name.endswith("_changelist") and self.model in SEARCHED:
                yield reverse(self.name) + SEARCHED[self.model]
            return
        for parameters in self._fillings(rows):
            first = "" if self._row else f"?pk={rows[self.model][0]}"
            yield reverse(self.name, kwargs=dict(parameters)) + first

    @property
    def _row(self) -> frozenset[str]:
        return self.parameters & {"pk", "id", "object_id"}

    @property
    def _acts(self) -> Sequence[str]:
        is_of_several = self.name == "admin:factcheck_claim_together"
        return TOGETHER if is_of_several else ACTS_BY_NAME[self.model]

    def _fillings(self, rows: Rows) -> Iterator[Mapping[str, Key]]:
        if self.parameters == {"app_label"}:
            labels = {model._meta.app_label for model in admin.site._registry}
            yield from ({"app_label": label} for label in sorted(labels))
            return
        act = self.parameters & {"slug", "name"}
        if unknown := self.parameters - self._row - act:
            raise LookupError(
                f"Say in tests/browser/screens.py what “{', '.join(unknown)}” in the address of "
                f"{self.name} may be, so that the screen is looked at."
            )
        if not act:
            yield from ({name: pk} for name in self._row for pk in rows[self.model])
        for name, word in product(act, self._acts if act else []):
            yield {name: word, **dict.fromkeys(self._row, rows[self.model][0])}


def every_screen() -> list[Screen]:
    """Return all named addresses of the admin and of the pages around logging in."""
    found = {screen.name: screen for screen in _within(get_resolver().url_patterns)}
    named = [found[name] for name in sorted(found) if name.startswith(OURS)]
    shown = [screen for screen in named if not screen.name.endswith(ONLY_SENT_TO)]
    return [screen for screen in shown if screen.name not in ELSEWHERE]


def _within(
    patterns: list[URLPattern | URLResolver],
    space: str = "",
    parameters: frozenset[str] = frozenset(),
) -> Iterator[Screen]:
    for one in patterns:
        varies = parameters | _parameters(one)
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _within(one.url_patterns, inner, varies)
        elif one.name:
            yield Screen(f"{space}{one.name}", varies)


def _parameters(one: URLPattern | URLResolver) -> frozenset[str]:
    pattern = one.pattern
    return frozenset(pattern.converters) | frozenset(pattern.regex.groupindex)
