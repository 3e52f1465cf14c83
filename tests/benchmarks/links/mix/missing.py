"""Pages that are gone: said by status, by words, by silence, by a seller of names."""

from collections.abc import Callable

from tests.benchmarks.links.mix.kind import DEAD, SUSPECT, Kind, Plot
from tests.benchmarks.links.mix.notices import PLATFORMS, SERVERS
from tests.support.newspaper import WATCHED_TONGUES, Newspaper, Notice
from tests.support.website import content


def gone(code: int) -> Callable[[Plot], str]:
    """Say so by status, in the site's own frame."""

    def write(plot: Plot) -> str:
        notice = plot.dice.choice(plot.paper.tongue.missing)
        return plot.show(content(plot.paper.missing(notice), code=code))

    return write


def gone_with_stories(plot: Plot) -> str:
    """Say so by status and show a long page of other stories."""
    return plot.show(content(plot.paper.listing(teasers=14), code=404))


def gone_bare(plot: Plot) -> str:
    """Say so by status and nothing else."""
    return plot.show(content(b"", code=404))


def never_was(plot: Plot) -> str:
    """Ask for what no site ever had."""
    return plot.url(plot.path())


def withdrawn(plot: Plot) -> str:
    """Leave a notice in an article's place, with status 200, where unknown paths are real 404s."""
    paper = Newspaper(plot.dice.choice(WATCHED_TONGUES), plot.dice)
    return plot.show(paper.missing(plot.dice.choice(paper.tongue.missing)))


def only(part: str) -> Callable[[Plot], str]:
    """Leave a notice of which only the title, only the heading or only the body speaks."""

    def write(plot: Plot) -> str:
        paper = Newspaper(plot.dice.choice(WATCHED_TONGUES), plot.dice)
        usual, *others = paper.tongue.missing
        # Where one part stands alone in the list, it says by itself that the page is missing.
        alone = [one for one in others if one == Notice(**{part: getattr(one, part)})]
        words = getattr(plot.dice.choice([usual, *alone]), part)
        return plot.show(paper.missing(Notice(**{part: words})))

    return write


def by_the_server(plot: Plot) -> str:
    """Show the server's own page for 404, with status 200."""
    return plot.show(plot.dice.choice(SERVERS).replace("{host}", plot.site.host))


def taken_down(plot: Plot) -> str:
    """Say on a platform that something was taken down, with status 200."""
    heading, words = plot.dice.choice(PLATFORMS)
    return plot.show(Newspaper("en", plot.dice).missing(Notice(h1=heading, body=words)))


def no_file(plot: Plot) -> str:
    """Ask for a document that a site does not have."""
    return plot.url(f"/files/report-{plot.dice.getrandbits(30):x}.pdf")


def nothing_there(plot: Plot) -> str:
    """Ask a site for what it does not have, whatever it then does."""
    return plot.url(plot.path())


MISSING = (
    Kind("404", 80, DEAD, gone(404)),
    Kind("404 with other stories", 20, DEAD, gone_with_stories),
    Kind("404 without a word", 10, DEAD, gone_bare),
    Kind("404, never was", 30, DEAD, never_was),
    Kind("410", 14, DEAD, gone(410)),
    Kind("withdrawn, status 200", 12, SUSPECT, withdrawn),
    Kind("title alone says missing", 4, SUSPECT, only("title")),
    Kind("heading alone says missing", 4, SUSPECT, only("h1")),
    Kind("body alone says missing", 4, SUSPECT, only("body")),
    Kind("server's page for 404, status 200", 6, SUSPECT, by_the_server),
    Kind("taken down", 6, SUSPECT, taken_down),
    Kind("soft 404 for a document", 3, SUSPECT, no_file, "soft"),
    Kind("soft 404", 40, SUSPECT, nothing_there, "soft"),
    Kind("soft 404 in a language few watch", 5, SUSPECT, nothing_there, "foreign"),
    Kind("soft 404 without a word", 12, SUSPECT, nothing_there, "quiet"),
    Kind("soft 404 that repeats the address", 4, SUSPECT, nothing_there, "echo"),
    Kind("sent home, as all that is missing", 8, SUSPECT, nothing_there, "home"),
    Kind("sent to a list, as all that is missing", 5, SUSPECT, nothing_there, "listing"),
    Kind("parked", 22, SUSPECT, nothing_there, "parked"),
    Kind("parked, front page", 3, SUSPECT, lambda plot: plot.url("/"), "parked"),
    Kind("sent to a seller", 4, SUSPECT, nothing_there, "sold"),
)
