"""What ninety days came to, in figures."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from sources.linkcheck.states import Health
from tests.simulation.run import Life, hours
from tests.simulation.world import Fate


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of page on one kind of host."""

    name: str
    links: int
    looks: int
    most_a_week: int
    called_dead: int
    wrongly_dead: int
    unverifiable: int
    slowest_death: float | None
    slowest_confirmation: float | None

    @property
    def looks_a_week(self) -> float:
        """Looks at a link in a week, on average."""
        return self.looks / self.links / (90 / 7)


def row(name: str, lives: list[Life]) -> Row:
    """Sum some pages up; times are in hours."""
    return Row(
        name,
        links=len(lives),
        looks=sum(life.looks.total() for life in lives),
        most_a_week=max(max(life.looks.values(), default=0) for life in lives),
        called_dead=sum(life.died is not None for life in lives),
        wrongly_dead=sum(life.died is not None for life in lives if life.lives),
        unverifiable=sum(life.state.health is Health.UNVERIFIABLE for life in lives),
        slowest_death=max(
            (d for life in lives if (d := hours_to_death(life)) is not None), default=None
        ),
        slowest_confirmation=max(
            (c for life in lives if (c := hours_to_confirmation(life)) is not None), default=None
        ),
    )


def rows(lives: Iterable[Life], kind: Callable[[Life], str]) -> list[Row]:
    """Sum the pages up by kind."""
    ordered = sorted(lives, key=kind)
    return [row(name, list(group)) for name, group in groupby(ordered, key=kind)]


def hours_to_death(life: Life) -> float | None:
    """Count from the first look that found the page gone to its death."""
    if life.lives or life.died is None or life.found_gone is None:
        return None
    return hours(life.died - life.found_gone)


def hours_to_confirmation(life: Life) -> float | None:
    """Count from a silent edit to its confirmation."""
    if life.page.fate is not Fate.EDITED or not life.confirmed:
        return None
    return hours(life.confirmed[0] - life.page.turns)


def table(lives: list[Life]) -> str:
    """Write the figures by what is the matter with the host, then by what becomes of the page."""
    head = (
        f"{'':<24}{'links':>7}{'looks/week':>12}{'most':>6}{'dead':>6}{'wrongly':>9}"
        f"{'unverifiable':>14}{'dead after h':>14}{'edit after h':>14}"
    )
    by_host = rows(lives, lambda life: f"host {life.host.trouble}")
    by_fate = rows(lives, lambda life: f"page {life.page.fate}")
    return "\n".join([head, *map(_line, by_host), *map(_line, by_fate), _line(row("all", lives))])


def _line(row: Row) -> str:
    death, edit = (
        "" if slowest is None else f"{slowest:,.0f}"
        for slowest in (row.slowest_death, row.slowest_confirmation)
    )
    return (
        f"{row.name:<24}{row.links:>7,}{row.looks_a_week:>12.2f}{row.most_a_week:>6}"
        f"{row.called_dead:>6}{row.wrongly_dead:>9}{row.unverifiable:>14}{death:>14}{edit:>14}"
    )
