"""Kinds of surfaces: given the name of an address, each says which pages there are."""

from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate

from factcheck.feeds.formats import FORMATS
from factcheck.queries import CITING_PER_PAGE
from factcheck.sections import sections
from factcheck.static_site.listing import Listing, Row, digest
from newsroom.own_words import own_words
from newsroom.paging import PER_PAGE
from newsroom.static_site.wanted import Wanted

Surface = Callable[[Listing], Iterable[Wanted]]


def each_check(name: str, *, is_for_all: bool = False) -> Surface:
    """Make a page for each check, or the notice that is left of it, of its row alone."""

    def pages(site: Listing) -> Iterator[Wanted]:
        for row in site.checks:
            yield Wanted(reverse(name, args=[row.name]), row.version, is_for_all=is_for_all)

    return pages


def each_version(name: str) -> Surface:
    """Make a page for each version of each check."""

    def pages(site: Listing) -> Iterator[Wanted]:
        for row, numbers in site.checks.items():
            for number in numbers:
                yield Wanted(reverse(name, args=[row.name, number]), row.version)

    return pages


def each_comparison(name: str) -> Surface:
    """Compare each version of a check with the one before and with the newest.

    Any two others are compared by the live site: of n versions there would be n² files.
    """

    def pages(site: Listing) -> Iterator[Wanted]:
        for row, numbers in site.checks.items():
            for number in numbers if len(numbers) > 1 else ():
                address = reverse(name, args=[row.name, number])
                yield Wanted(address, row.version)
                if number != numbers[-1]:
                    yield Wanted(f"{address}?against={numbers[-1]}", row.version)

    return pages


def latest(name: str) -> Surface:
    """List all standing checks, with the topics and what was corrected last."""

    def pages(site: Listing) -> Iterator[Wanted]:
        key = digest(site.state, *sorted(site.by_topic), *site.corrections[:PER_PAGE])
        yield from _stretches(reverse(name), site.standing, key)

    return pages


def each_topic(name: str) -> Surface:
    """List the standing checks on each topic."""

    def pages(site: Listing) -> Iterator[Wanted]:
        yield from _lists(name, site.by_topic, site.state)

    return pages


def each_claimant(name: str) -> Surface:
    """List the standing checks naming each claimant; who was merged into another leads there."""

    def pages(site: Listing) -> Iterator[Wanted]:
        yield from _lists(name, site.by_claimant, site.state)
        for slug, into in site.merged.items():
            if into in site.by_claimant:
                yield Wanted(reverse(name, args=[slug]), into)

    return pages


def each_source(name: str) -> Surface:
    """List the standing checks citing each source."""

    def pages(site: Listing) -> Iterator[Wanted]:
        yield from _lists(name, site.by_source, site.state, CITING_PER_PAGE)

    return pages


def corrections(name: str) -> Surface:
    """Show the log of corrections; each page of it offers the years until this one."""

    def pages(site: Listing) -> Iterator[Wanted]:
        key = digest(localdate().year, *site.corrections)
        yield from _stretches(reverse(name), site.corrections, key)

    return pages


def feeds(everything: str, corrections: str, topic: str, claimant: str) -> Surface:
    """Tell what is new, in each form; earlier entries lead to the live site."""

    def pages(site: Listing) -> Iterator[Wanted]:
        log = digest(site.state, *site.corrections)
        yield from _feeds(everything, log, site.standing)
        yield from _feeds(corrections, log, site.standing)
        for name, groups in ((topic, site.by_topic), (claimant, site.by_claimant)):
            for slug, rows in groups.items():
                yield from _feeds(name, site.state, rows, slug)

    return pages


def sitemaps(index: str, checks: str, *others: str) -> Surface:
    """Say which pages there are; what is news is so for two days, so the day is in the key."""

    def pages(site: Listing) -> Iterator[Wanted]:
        key = digest(localdate(), site.state, *site.standing, *site.corrections[:1])
        found, _newest = sections()
        addresses = [reverse(name) for name in (index, *others)]
        addresses += [reverse(checks, args=[section.number]) for section in found]
        yield from (Wanted(address, key, is_for_all=True) for address in addresses)

    return pages


def single(name: str) -> Surface:
    """Make one page of the scale and of what the newsroom says of itself."""

    def pages(site: Listing) -> Iterator[Wanted]:
        own = [own_words(code) for code, _name in settings.LANGUAGES]
        yield Wanted(reverse(name), digest(site.state, *own))

    return pages


def _feeds(name: str, state: str, rows: Iterable[Row], *slug: str) -> Iterator[Wanted]:
    key = digest(state, *rows)
    for form in FORMATS:
        yield Wanted(reverse(name, args=[*slug, form]), key)


def _lists(
    name: str, groups: dict[str, list[Row]], state: str, per_page: int = PER_PAGE
) -> Iterator[Wanted]:
    """Each list may count all its rows, so each page of it is made of all of them."""
    for slug, rows in groups.items():
        yield from _stretches(reverse(name, args=[slug]), rows, digest(state, *rows), per_page)


def _stretches(
    address: str, rows: list[Row], key: str, per_page: int = PER_PAGE
) -> Iterator[Wanted]:
    """Cut a list as ``newsroom.paging`` does when one goes on from its first page."""
    for start in range(0, max(len(rows), 1), per_page):
        end = start + per_page
        place = f"?before={rows[start - 1].name}" if start else ""
        back = (f"{address}?after={rows[end].name}",) if end < len(rows) else ()
        shown = digest(key, place, *back, *rows[start:end])
        yield Wanted(address + place, shown, also_at=back)
