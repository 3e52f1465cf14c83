"""Notices that tell where an article comes from: who published it, and who published it first."""

import re

from sources.reading.names import NAME

_FIRST = (
    r"(?i:re-?published|reposted|reprinted|cross-?posted|syndicated|"
    r"(?:originally|first) (?:published|appeared|posted|ran)|"
    r"publicad[oa] originalmente|publicad[oa] por primera vez|apareció originalmente|"
    r"originalmente publicad[oa]|republicad[oa]|reproducid[oa])"
)
_ARTICLE = (
    r"(?i:(?:this|the|an earlier version of this) (?:\w+ )?"
    r"(?:post|article|story|piece|column|essay|report|text|interview|op-ed)|"
    r"est[ea] (?:artículo|texto|nota|columna|reportaje|contenido|"
    r"entrevista))"
)
_PLACE = r"\b(?i:from|of|on|in|by|at|via|en|por|de)\s+"
_ADDRESS = r"https?://[^\s<>\"”)]+[^\s<>\"”).,;]"
_REPUBLISHED = re.compile(
    rf"(?:{_ARTICLE}[^.\n]{{0,60}}?|(?m:^)[^\w\n]{{0,9}}){_FIRST}\b[^.\n]{{0,120}}?"
    rf"{_PLACE}(?P<name>{_ADDRESS}|(?:[Tt]he )?{NAME})"
)
_RIGHTS = re.compile(
    r"(?i:©|copyright\b|\(c\))\s*(?:©\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?,?\s*)?(?i:by\s+|de\s+)?"
    rf"(?P<name>{NAME})"
)
_DISCLAIMER = re.compile(
    r"(?i:necessarily (?:reflect|represent)[^.\n]{0,60}?(?:opinions?|views?|position)"
    r"(?: (?:and|or) (?:opinions?|views?))? of|"
    r"no (?:reflejan?|representan?) necesariamente[^.\n]{0,60}? de)\s+"
    rf"(?P<name>(?:[Tt]he )?{NAME})"
)
_NOT_A_NAME = re.compile(r"(?i:all rights|the author|this)\b")


def republished_from(raw: str) -> str:
    """Return the name or address that a notice says an article was first published at, or ""."""
    match = _REPUBLISHED.search(raw)
    return match["name"] if match else ""


def outlet_named(raw: str) -> tuple[str, str]:
    """Return the outlet and what names it: its copyright notice or its disclaimer; or two ""."""
    for pattern, place in ((_RIGHTS, "the copyright notice"), (_DISCLAIMER, "the disclaimer")):
        for match in pattern.finditer(raw):
            if not _NOT_A_NAME.match(match["name"]):
                return match["name"], place
    return "", ""
