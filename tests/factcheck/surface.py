"""Every public address there is, from the site's own table, with what may be asked at each.

Nobody adds an address here: a new one joins by itself. Where something else than the name of a
thing varies in it, or it has to be asked something, this module has to be told of that once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import override

DESK = "admin/"

VARYING: Mapping[str, Sequence[Any]] = {
    "number": [0, 1, 2],
    "key": ["mostly-true"],
    "form": ["rss", "atom", "json"],
    "file": ["checks.jsonl.gz", "claimreview.json", "claimreview.json.gz"],
}
"""What varies in addresses beside ``slug`` and ``id``, which are the names of things."""

ASKED: Mapping[str, Sequence[str]] = {
    "search": ["q={words}", "q={words}&topic={topic}", "q=harbour", "q=zzzz", "topic={topic}"],
    "search-suggestions": ["q={words}", "q={begun}"],
    "feed-search": ["q={words}"],
    "check-changes": ["against=2"],
    "oembed": ["url={page}", "url={page}&format=xml"],
    "google-claims-search": ["query={words}", "reviewPublisherSiteFilter={host}"],
    "api:check-list": [
        "topic={topic}",
        "claimant={speaker}",
        "source={source}",
        "host={host}",
        "rating=mostly-true",
        "language=en",
        "status=all",
        "status=withdrawn",
        "status=all&q={words}",
        "q={words}&count=true",
        "fields=slug,document.claim,evidence&omit=document.claim.said",
    ],
    "api:claim-list": ["q={words}", "host={host}&count=true"],
    "api:evidence-list": ["host={host}", "check={check}", "health=works", "count=true"],
    "api:change-list": ["expand=check"],
    "api:correction-list": ["expand=check"],
    "api:topic-list": ["count=true"],
}
"""What is asked at an address, beside nothing, by the address' name; ``Named.words`` fill it."""

SAID = ("words", "begun", "check", "page", "topic", "speaker", "source", "host")
"""The names ``ASKED`` and ``POSTED`` have for what is asked about; unless told, they are said."""

POSTED: Mapping[str, Mapping[str, str]] = {"api:match": {"text": "{words}"}}
"""JSON that is sent to an address."""

SAYS_NOTHING = {"api:schema", "api:docs", "schema", "docs", "opensearch"}
"""Addresses that read no row: a test says so."""


@dataclass(frozen=True)
class Named:
    """What is asked about: the names things have in addresses, and what ``SAID`` stands for."""

    slugs: Sequence[str]
    ids: Sequence[str] = ()
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """An address with everything filled in, the name it has, and JSON that is sent there."""

    name: str
    path: str
    is_about_one: bool
    body: Mapping[str, str] | None = field(default=None, hash=False)


@dataclass(frozen=True)
class Address:
    """A public address: its name, what varies in it, whether it is there in every language."""

    name: str
    route: str
    parameters: frozenset[str]
    is_translated: bool

    def questions(self, named: Named) -> Iterator[Question]:
        """Fill in everything that may stand in the address, and ask what may be asked there."""
        is_about_one = bool(self.parameters & {"slug", "id"})
        said = {name: named.words.get(name, name) for name in SAID}
        escaped = {name: quote(words) for name, words in said.items()}
        for path, asked in product(self.paths(named), ["", *ASKED.get(self.name, ())]):
            query = asked.format_map(escaped)
            yield Question(self.name, f"{path}?{query}" if query else path, is_about_one)
        if posted := POSTED.get(self.name):
            body = {key: text.format_map(said) for key, text in posted.items()}
            for path in self.paths(named):
                yield Question(self.name, path, is_about_one, body)

    def paths(self, named: Named) -> Iterator[str]:
        """Write the address of each thing that is named, in each language it is there in."""
        for code, _name in settings.LANGUAGES if self.is_translated else settings.LANGUAGES[:1]:
            with override(code):
                yield from self._filled(named)

    def _filled(self, named: Named) -> Iterator[str]:
        if not self.parameters:
            yield f"/{self.route}" if self.name == self.route else reverse(self.name)
            return
        varying = {"slug": named.slugs, "id": named.ids, **VARYING}
        if unknown := self.parameters - set(varying):
            raise LookupError(
                f"Say in tests/factcheck/surface.py what “{', '.join(sorted(unknown))}” in the "
                f"address of {self.name} may be, so that it is asked for what nobody may know."
            )
        names = sorted(self.parameters)
        for values in product(*(varying[name] for name in names)):
            yield reverse(self.name, kwargs=dict(zip(names, values, strict=True)))


def public_addresses() -> list[Address]:
    """Return every address outside the desk, health of the machine included."""
    found = {(one.name, one.parameters): one for one in _within(get_resolver().url_patterns)}
    return list(found.values())


def questions(named: Named, *, about_one: bool | None = None) -> Iterator[Question]:
    """Ask at every address that reads anything; of one thing alone, or of all, if ``about_one``."""
    for address in public_addresses():
        if address.name not in SAYS_NOTHING:
            for question in address.questions(named):
                if about_one in (None, question.is_about_one):
                    yield question


def _within(
    patterns: Iterable[URLPattern | URLResolver],
    space: str = "",
    prefix: str = "",
    parameters: frozenset[str] = frozenset(),
    *,
    is_translated: bool = False,
) -> Iterator[Address]:
    for one in patterns:
        is_prefix = isinstance(one.pattern, LocalePrefixPattern)
        route = prefix if is_prefix else prefix + str(one.pattern)
        if route.startswith(DESK):
            continue
        varies = parameters | frozenset(one.pattern.converters)
        varies |= frozenset(one.pattern.regex.groupindex)
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            there = is_translated or is_prefix
            yield from _within(one.url_patterns, inner, route, varies, is_translated=there)
        else:
            name = f"{space}{one.name}" if one.name else route
            yield Address(name, route, varies, is_translated)
