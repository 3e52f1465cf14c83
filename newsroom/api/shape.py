"""What partners take of an answer: ``fields`` keeps parts, ``omit`` leaves parts out.

Names are dotted paths, as deep as the answer goes (``document.rating.key``); in a list they mean
each of its rows. What may be named is read from the serializers, so the schema and this agree.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Self

import orjson
from django.http import QueryDict
from rest_framework import serializers as s
from rest_framework.exceptions import ErrorDetail, ValidationError

from newsroom.api.renderers import Written

Tree = dict[str, Any]
"""Names, and of each the names within; nothing within a name means all of it."""

MOST = 100
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Shape:
    """What is kept and what is left out of it; nothing to keep means all."""

    kept: Tree = field(default_factory=dict)
    omitted: Tree = field(default_factory=dict)

    @classmethod
    def asked(cls, given: QueryDict, shown: type[Any], expanded: Collection[str]) -> Self:
        """Read ``fields`` and ``omit``; raise ``ValidationError`` for names that are unknown.

        ``shown`` is the serializer that knows them, with what is ``expanded``.
        """
        if not {"fields", "omit"} & given.keys():
            return cls()
        known = _known(shown, frozenset(expanded))  # type: ignore[arg-type]  # classes are
        return cls(*(_read(name, str(given.get(name, "")), known) for name in ("fields", "omit")))

    def wants(self, name: str) -> bool:
        """Say whether anything of the part with this name is shown."""
        is_omitted = name in self.omitted and not self.omitted[name]
        return (not self.kept or name in self.kept) and not is_omitted

    def of(self, row: Any) -> Any:
        """Return what is wanted of a row."""
        kept = _kept(row, self.kept) if self.kept else row
        return _without(kept, self.omitted) if self.omitted else kept


def _kept(value: Any, names: Tree) -> Any:
    if not names:
        return value
    value = _opened(value)
    if isinstance(value, list):
        return [_kept(part, names) for part in value]
    if not isinstance(value, Mapping):
        return value
    return {name: _kept(part, names[name]) for name, part in value.items() if name in names}


def _without(value: Any, names: Tree) -> Any:
    value = _opened(value)
    if isinstance(value, list):
        return [_without(part, names) for part in value]
    if not isinstance(value, Mapping):
        return value
    return {
        name: _without(part, names[name]) if name in names else part
        for name, part in value.items()
        if name not in names or names[name]
    }


def _opened(value: Any) -> Any:
    return orjson.loads(value.text) if isinstance(value, Written) else value


def _read(parameter: str, given: str, known: Tree) -> Tree:
    """Read names; raise ``ValidationError`` telling those that can be known instead."""
    asked: Tree = {}
    names = given.split(",") if given else []
    if len(names) > MOST:
        raise _refusal(parameter, f"Give at most {MOST} names.")
    for name in names:
        path = name.split(".")
        within = known
        for step in path:
            if step not in within:
                raise _refusal(parameter, _unknown(name, path[: path.index(step)], within))
            within = within[step]
        _add(asked, path)
    return asked


def _add(tree: Tree, path: list[str]) -> None:
    """Add a path, unless all of something it lies in is there already."""
    *before, last = path
    for step in before:
        if step in tree and not tree[step]:
            return
        tree = tree.setdefault(step, {})
    tree[last] = {}


def _unknown(name: str, above: list[str], within: Tree) -> str:
    shown = name[:_LONGEST]
    if not within:
        return f"“{shown}” is not a field here: “{'.'.join(above)}” has none within."
    where = f" in “{'.'.join(above)}”" if above else ""
    return f"“{shown}” is not a field here. Known{where}: {', '.join(sorted(within))}."


def _refusal(parameter: str, sentence: str) -> ValidationError:
    return ValidationError({parameter: [ErrorDetail(sentence, "unknown")]})


def read_expand(given: QueryDict, known: Collection[str]) -> set[str]:
    """Read ``expand``; raise ``ValidationError`` for names of nothing that can be expanded."""
    names = set(str(given["expand"]).split(",")) if "expand" in given else set()
    if unknown := sorted(names - set(known)):
        sentence = f"“{unknown[0][:_LONGEST]}” cannot be expanded here. Known: {', '.join(known)}."
        raise _refusal("expand", sentence)
    return names


@cache
def _known(shown: type[Any], expanded: frozenset[str]) -> Tree:
    return names_in(shown(context={"expanded": expanded}))


def names_in(shown: Any) -> Tree:
    """Return what an answer has, by the serializer that describes it."""
    if alternatives := getattr(shown, "alternatives", ()):
        return {name: part for one in alternatives for name, part in names_in(one()).items()}
    if described := getattr(shown, "described_by", None):
        return names_in(described())
    if isinstance(shown, s.ListSerializer | s.ListField):
        return names_in(shown.child)
    return dict(_named(shown)) if isinstance(shown, s.Serializer) else {}


def _named(shown: s.Serializer[Any]) -> Iterator[tuple[str, Tree]]:
    for name, part in shown.fields.items():
        yield name, names_in(part)


def dotted(names: Tree, before: str = "") -> Iterator[str]:
    """Write all names as they may be asked for."""
    for name, within in names.items():
        yield f"{before}{name}"
        yield from dotted(within, f"{before}{name}.")
