"""A check as others cite it: in words, and as BibTeX. Plain data in, text out."""

import unicodedata
from dataclasses import dataclass
from datetime import date

# What BibTeX or TeX would read as something else. It counts braces even after a backslash, so
# those of the words get names.
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{c: f"\\{c}" for c in "&%$#_"},
    }
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, kw_only=True)
class Cited:
    """What is cited: one version of a check. ``permalink`` is that version's address."""

    slug: str
    version: int
    newsroom: str
    claim: str
    rating: str
    published: date
    permalink: str


def plain(cited: Cited) -> str:
    """Cite in one line of words."""
    return (
        f"{cited.newsroom} – {cited.rating}: {_line(cited.claim)} "
        f"(version {cited.version}, {cited.published.isoformat()}). {cited.permalink}"
    )


def bibtex(cited: Cited) -> str:
    """Cite as a BibTeX entry that every style knows. Double braces keep names and capitals."""
    fields = {
        "author": f"{{{_escaped(cited.newsroom)}}}",
        "title": f"{{{_escaped(cited.claim)}}}",
        "howpublished": "Fact-check",
        "year": str(cited.published.year),
        "url": cited.permalink,
        "note": f"Rating: {_escaped(cited.rating)}. Version {cited.version}, "
        f"{cited.published.isoformat()}",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    month = _MONTHS[cited.published.month - 1]  # a name BibTeX knows, so without braces
    lines.insert(4, f"  month = {month},")
    return "\n".join([f"@misc{{{cited.slug}-v{cited.version},", *lines, "}", ""])


def _escaped(words: str) -> str:
    return _line(words).translate(_ESCAPES)


def _line(words: str) -> str:
    """Put words into one line, without characters nobody sees."""
    seen = "".join(c for c in " ".join(words.split()) if unicodedata.category(c) != "Cc")
    return " ".join(seen.split())
