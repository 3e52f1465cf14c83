"""Holds JSON-LD against the vocabulary of schema.org, as ``schema_org`` (PyPI) carries it."""

import re
from collections.abc import Iterator
from typing import Any

from schema_org.registry import CLASS_METADATA, PROPERTY_BY_SCHEMA, ancestry

Node = dict[str, Any]

DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?")
ADDRESS = re.compile(r"https?://\S+")
WORDS = {"Text": re.compile(r"(?s).+"), "Date": DATE, "DateTime": MOMENT, "URL": ADDRESS}


def faults(node: Node, at: str = "$") -> Iterator[str]:
    """Tell of unknown types and properties, properties of another type, and values that misfit."""
    kind = node.get("@type", "")
    if kind not in CLASS_METADATA:
        yield f"{at}: no type {kind!r}"
        return
    for name, value in node.items():
        if not name.startswith("@"):
            yield from _of_property(kind, name, value, f"{at}.{name}")


def _of_property(kind: str, name: str, value: Any, at: str) -> Iterator[str]:
    known = PROPERTY_BY_SCHEMA.get(name)
    if known is None:
        yield f"{at}: no such property"
        return
    if known.superseded_by:
        yield f"{at}: superseded by {known.superseded_by}"
    if not {kind, *ancestry(kind)} & set(known.domains):
        yield f"{at}: a {kind} has none"
    for each in value if isinstance(value, list) else [value]:
        yield from _of_value(each, known.ranges, at)


def _of_value(value: Any, ranges: tuple[str, ...], at: str) -> Iterator[str]:
    if isinstance(value, dict):
        kind = value.get("@type", "")
        if not {kind, *ancestry(kind)} & set(ranges):
            yield f"{at}: a {kind} is none of {ranges}"
        yield from faults(value, at)
    elif isinstance(value, str):
        if not any(WORDS[one].fullmatch(value) for one in ranges if one in WORDS):
            yield f"{at}: {value[:60]!r} is none of {ranges}"
    elif isinstance(value, bool) or not {"Number", "Integer"} & set(ranges):
        yield f"{at}: {value!r} is none of {ranges}"
