"""Every screen of the newsroom's people, from the site's own table of addresses.

Nobody adds a screen here: a new admin, and each address an admin adds of its own, is one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from factcheck.admin.acts import ACTS

OURS = ("admin:", "account_", "mfa_")
SEARCHED = "?q=claim"
Key = int | str
Rows = dict[type[Model], list[Key]]


@dataclass(frozen=True)
class Screen:
    """One address by its name, and the names of what varies in it."""

    name: str
    parameters: frozenset[str]

    @property
    def model(self) -> type[Model] | None:
        """The model whose rows the address names, if any."""
        plain = self.name.removeprefix("admin:")
        models = {f"{m._meta.app_label}_{m._meta.model_name}_": m for m in admin.site._registry}
        fitting = [prefix for prefix in models if plain.startswith(prefix)]
        if fitting:
            return models[max(fitting, key=len)]
        return get_user_model() if "id" in self.parameters else None

    def addresses(self, rows: Rows) -> Iterator[str]:
        """Write the address for each row of ``rows`` and each act.

        Raises ``LookupError`` for a parameter that nobody has told this module of.
        """
        if not self.parameters:
            yield reverse(self.name)
            if self.name.endswith("_changelist"):
                yield reverse(self.name) + SEARCHED
            return
        for parameters in self._fillings(rows):
            yield reverse(self.name, kwargs=dict(parameters))

    def _fillings(self, rows: Rows) -> Iterator[Mapping[str, Key]]:
        if self.parameters == {"app_label"}:
            yield from ({"app_label": label} for label in sorted({m._meta.app_label for m in rows}))
            return
        if self.parameters == {"slug"}:  # several claims at once
            yield from ({"slug": act.slug} for act in ACTS)
            return
        row = self.parameters & {"pk", "id", "object_id"}
        unknown = self.parameters - row - {"slug"}
        if unknown or len(row) != 1 or self.model is None:
            raise LookupError(
                f"Say in tests/browser/screens.py what “{', '.join(unknown or self.parameters)}” "
                f"in the address of {self.name} may be, so that the screen is looked at."
            )
        (name,) = row
        if "slug" in self.parameters:
            yield from ({name: rows[self.model][0], "slug": act.slug} for act in ACTS)
        else:
            yield from ({name: pk} for pk in rows[self.model])


def every_screen() -> list[Screen]:
    """Return all named addresses of the admin and of the pages around logging in."""
    found = {screen.name: screen for screen in _within(get_resolver().url_patterns)}
    return [found[name] for name in sorted(found) if name.startswith(OURS)]


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
