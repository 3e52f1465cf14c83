"""Kinds of surfaces: given the name of an address, each says which pages there are."""

from collections.abc import Callable, Iterable, Iterator

from django.urls import reverse

from factcheck.exported.listing import Listing, Row, digest
from factcheck.queries import CITING_PER_PAGE
from newsroom.export.wanted import Wanted
from newsroom.paging import PER_PAGE

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


def latest(name: str) -> Surface:
    """List all standing checks, with what was corrected last."""

    def pages(site: Listing) -> Iterator[Wanted]:
        key = digest(site.state, *site.by_topic, *site.corrections[:PER_PAGE])
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
    """Show the log of corrections, stretch by stretch."""

    def pages(site: Listing) -> Iterator[Wanted]:
        yield from _stretches(reverse(name), site.corrections, site.state)

    return pages


def single(name: str, *arguments: str) -> Surface:
    """Make one page of the scale, the topics and what was published or corrected last."""

    def pages(site: Listing) -> Iterator[Wanted]:
        key = digest(site.state, *site.standing[:PER_PAGE], *site.corrections[:PER_PAGE])
        yield Wanted(reverse(name, args=arguments), key)

    return pages


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
