"""What differs between two versions, field by field in words. Plain data in, plain data out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from factcheck.versions.contents import Contents, Part, Words
from sources.linkcheck.worddiff import Piece, PieceKind, word_diff


class Fate(StrEnum):
    """What became of something that a version lists."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class FieldDifference:
    """A field that says something else, as pieces of the text before and after."""

    field: str
    pieces: list[Piece]

    @property
    def before(self) -> list[Piece]:
        """The text before, as pieces: what stayed and what was removed."""
        return [piece for piece in self.pieces if piece.kind is not PieceKind.ADDED]

    @property
    def after(self) -> list[Piece]:
        """The text after, as pieces: what stayed and what was added."""
        return [piece for piece in self.pieces if piece.kind is not PieceKind.REMOVED]


@dataclass(frozen=True)
class PartDifference:
    """Something that was added, removed or changed, and the fields that say so."""

    name: str
    fate: Fate
    fields: list[FieldDifference]
    language: str = ""


@dataclass(frozen=True)
class Differences:
    """All that differs: single fields, then the parts of each list that has changed."""

    fields: list[FieldDifference]
    lists: dict[str, list[PartDifference]]

    def __bool__(self) -> bool:
        """Say whether anything differs."""
        return bool(self.fields or self.lists)


def differences(before: Contents, after: Contents) -> Differences:
    """Compare two versions. What only one of them tells of at all is not compared."""
    told = [title for title in after.lists if title in before.lists]
    lists = {t: list(_parts(before.lists[t], after.lists[t])) for t in told}
    return Differences(
        _fields(before.says, after.says), {title: rows for title, rows in lists.items() if rows}
    )


def _fields(before: Words, after: Words) -> list[FieldDifference]:
    return [
        FieldDifference(name, word_diff(before[name], after[name]))
        for name in after
        if name in before and before[name] != after[name]
    ]


def _parts(before: Mapping[str, Part], after: Mapping[str, Part]) -> Iterator[PartDifference]:
    for key, part in after.items():
        if key not in before:
            yield PartDifference(part.name, Fate.ADDED, _alone(part, Fate.ADDED), part.language)
        elif changed := _fields(before[key].says, part.says):
            yield PartDifference(part.name, Fate.CHANGED, changed, part.language)
    for key, part in before.items():
        if key not in after:
            yield PartDifference(part.name, Fate.REMOVED, _alone(part, Fate.REMOVED), part.language)


def _alone(part: Part, fate: Fate) -> list[FieldDifference]:
    """Tell what a part says that stands in one version only; empty fields say nothing."""
    return [
        FieldDifference(name, word_diff("", words) if fate is Fate.ADDED else word_diff(words, ""))
        for name, words in part.says.items()
        if words
    ]
