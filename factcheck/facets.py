"""Ways to narrow what a search found: by rating, topic, year of publication and language."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from babel import Locale, UnknownLocaleError
from django.utils.translation import pgettext

from factcheck.models import Check

FACETS = ("rating", "topic", "year", "language")

MOST_OPTIONS = 12
"""So many options of a facet are offered: a list of all topics would help nobody."""

LETTERS_OF_LINKS = 4_000
"""So much may the addresses of a facet's options weigh: each of them repeats the whole search."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A check that was found, and its values of each facet with what they are called."""

    check_id: int
    has: Mapping[str, Mapping[str, str]]
    headline: Check | None = None
    """What a list shows of it, where that came along."""

    def fits(self, chosen: Mapping[str, str]) -> bool:
        """Tell whether the check has the chosen value of each facet."""
        return all(value in self.has[facet] for facet, value in chosen.items())


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet, what it is called, and how many checks it would leave.

    ``address`` is the query string that narrows by it.
    """

    value: str
    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Facet:
    """What checks are told apart by; the ``chosen`` option need not be one there is.

    ``without`` is the query string that narrows by the other facets alone.
    """

    name: str
    label: str
    options: Sequence[Option]
    chosen: Option | None
    without: str


def facets(found: Collection[Hit], parameters: Mapping[str, str]) -> list[Facet]:
    """Count what each option would leave while the other facets stay as chosen.

    ``parameters`` are those of the address that asks for what is shown.
    """
    labels = {
        "rating": pgettext("facet", "Rating"),
        "topic": pgettext("facet", "Topic"),
        "year": pgettext("facet", "Year of the check"),
        "language": pgettext("facet", "Language"),
    }
    return [_facet(name, labels[name], found, parameters) for name in FACETS]


def _facet(name: str, label: str, found: Collection[Hit], parameters: Mapping[str, str]) -> Facet:
    without = {key: value for key, value in parameters.items() if key != name}
    others = {key: value for key, value in without.items() if key in FACETS}
    counts = Counter(has for hit in found if hit.fits(others) for has in hit.has[name].items())
    value = parameters.get(name)
    if value is not None and not any(key == value for key, _label in counts):
        labels = {key: called for hit in found for key, called in hit.has[name].items()}
        counts[value, labels.get(value, value)] = 0
    options = [
        Option(key, called, n, _address({**without, name: key}))
        for (key, called), n in sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    ]
    chosen = next((one for one in options if one.value == value), None)
    most = min(MOST_OPTIONS, LETTERS_OF_LINKS // len(_address(parameters)) + 1)
    offered = [one for one in options if one.count][:most]
    if name == "year":
        offered.sort(key=lambda one: one.value, reverse=True)
    return Facet(name, label, offered, chosen, _address(without))


def _address(parameters: Mapping[str, str]) -> str:
    return f"?{urlencode(parameters)}"


@lru_cache(maxsize=1_000)
def language_name(tag: str, interface: str) -> str:
    """Name a language (BCP 47) in the language of the interface; unknown ones by their tag."""
    try:
        name = Locale.parse(tag, sep="-").get_display_name(interface)
    except (UnknownLocaleError, ValueError):
        return tag
    return name or tag
