"""What the mix is made of: kinds of addresses, their shares and the verdicts that are right."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from sources.linkcheck.result import Verdict
from tests.support.newspaper import Newspaper
from tests.support.town import Site
from tests.support.website import Handler, content

Verdicts = frozenset[Verdict]

ALIVE = frozenset({Verdict.ALIVE})
DEAD = frozenset({Verdict.DEAD, Verdict.SUSPECT})
"""A 404 or 410: one look may say dead, or wait."""
SUSPECT = frozenset({Verdict.SUSPECT})
BLOCKED = frozenset({Verdict.BLOCKED})
REFUSED = frozenset({Verdict.REFUSED})
UNKNOWN = frozenset({Verdict.UNKNOWN})


@dataclass
class Plot:
    """A host of the mix, ready to be built on: its site, its newspaper and dice.

    `guard` stands before every page that is put up from now on.
    """

    site: Site
    paper: Newspaper
    dice: Random
    port: int
    secure_port: int
    guard: Callable[[Handler], Handler] | None = None
    _neighbours: list["Plot"] = field(default_factory=list)
    _built: int = 0

    def url(self, path: str = "/") -> str:
        """Write the address of a path here."""
        return f"http://{self.site.host}:{self.port}{path}"

    def path(self) -> str:
        """Make up a new path, as the site's software would."""
        self._built += 1
        number = f"{self.dice.randint(100, 999)}{self._built}"
        slug = "-".join(self.dice.sample(SLUG_WORDS, 3))
        return self.dice.choice(
            (
                f"/news/2021/03/{slug}-{number}",
                f"/news/{number}.html",
                f"/{self.dice.randint(2009, 2025)}/{slug}-{number}/",
                f"/articles/{slug}_{number}",
                f"/index.php?id={number}",
                f"/story/{number}/{slug}.htm",
                f"/politics/{slug}-{number}",
            )
        )

    def show(self, page: Handler | str, path: str = "") -> str:
        """Put a page up under a path, a new one if none is named; return its address."""
        path = path or self.path()
        shown = page if callable(page) else content(page)
        self.site.pages[path] = self.guard(shown) if self.guard else shown
        return self.url(path)

    def article(self, paragraphs: int = 6, title: str = "") -> str:
        """Write an article as HTML."""
        return self.paper.article(self.paper.story(paragraphs, title))

    def neighbour(self) -> "Plot":
        """Choose another ordinary host."""
        return self.dice.choice([plot for plot in self._neighbours if plot is not self] or [self])


@dataclass(frozen=True)
class Kind:
    """One kind of address; `share` is how many of a thousand addresses are of this kind.

    `write` puts a page up on a plot and returns its address; `quarter` names the hosts on which
    the kind is at home.
    """

    name: str
    share: float
    verdicts: Verdicts
    write: Callable[[Plot], str]
    quarter: str = "ordinary"


SLUG_WORDS = (
    "harbour", "budget", "bridge", "council", "school", "grain", "vote", "spring", "rail", "mill",
    "report", "price", "ticket", "record", "strike", "water", "court", "letter", "island", "price",
)  # fmt: skip
