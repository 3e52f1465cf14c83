"""Notices where none is looked for, and live pages that speak as notices do."""

import tomllib
from html import escape
from pathlib import Path

from tests.benchmarks.links.mix.kind import ALIVE, SUSPECT, Kind, Plot
from tests.support.newspaper import Newspaper, Notice, Story
from tests.support.website import content, redirect

WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
TAKEN_DOWN: dict[str, list[str]] = WORDS["taken_down"]
NOTHING: dict[str, str] = WORDS["nothing"]

INNOCENT = (
    "This video has been removed from the court’s list, said {name}.",
    "The article on water has been deleted from the bill, as {name} wished.",
    "A link to the mill of {place} could not be found in {n} files.",
    "This post has been deleted since, but {name} kept a copy of it.",
)
HALF_NOTICES = (
    "This account has been suspended: what {name} wrote before",
    "Under maintenance: {place} bridge",
    "Access denied: {name} at the gates of {place}",
)


def taken_down(plot: Plot) -> str:
    """Say in one line that something was taken down, above other stories, under the site's name."""
    language = plot.dice.choice(list(TAKEN_DOWN))
    paper = Newspaper(language, plot.dice)
    line = escape(plot.dice.choice(TAKEN_DOWN[language]))
    return plot.show(paper.page(paper.name, f"<div class='note'><p>{line}</p></div>"))


def in_a_cell(plot: Plot) -> str:
    """Say it in a cell of a page that tables lay out."""
    paper = Newspaper("en", plot.dice)
    line = escape(plot.dice.choice(TAKEN_DOWN["en"]))
    stories = "".join(f"<li><a href='/s{n}'>{paper.story(0).title}</a>" for n in range(12))
    cells = f"<td><ol>{stories}</ol><td><b>{line}</b><td>Copyright, all rights reserved"
    return plot.show(f"<title>{paper.name}</title><table><tr>{cells}</table>")


def found_nothing(plot: Plot) -> str:
    """Show a search that found something once."""
    language = plot.dice.choice(list(NOTHING))
    paper = Newspaper(language, plot.dice)
    said = escape(paper.said(NOTHING[language]))
    path = f"/find?q={plot.dice.getrandbits(30):x}"
    return plot.show(paper.missing(Notice(body=said)), path)


def sounds_like_a_notice(plot: Plot) -> str:
    """Write a brief with a sentence that a notice could begin with."""
    paper = Newspaper("en", plot.dice)
    brief = paper.story(1)
    said = paper.said(plot.dice.choice(INNOCENT))
    return plot.show(paper.article(Story(brief.title, (f"{said} {brief.paragraphs[0]}",))))


def begins_like_a_notice(plot: Plot) -> str:
    """Write a brief whose headline begins as a notice, on an old page that has no headings."""
    paper = Newspaper("en", plot.dice)
    brief = paper.story(2, paper.said(plot.dice.choice(HALF_NOTICES)))
    text = "<br><br>".join(map(escape, brief.paragraphs))
    main = f"<font size=5><b>{escape(brief.title)}</b></font><p>{text}"
    return plot.show(paper.page(f"{brief.title} | {paper.name}", main))


def into_the_archive(plot: Plot) -> str:
    """Send to a numbered name under an archive."""
    path = f"/archives/{plot.dice.randint(2100, 9999)}-{plot.dice.choice(('mill', 'rail'))}"
    plot.show(plot.article(), path)
    return plot.show(redirect(path, 301), f"/story.php?article{plot.dice.getrandbits(30)}")


def drawn_by_scripts(plot: Plot) -> str:
    """Ask for a post on a site that writes out its front page, and draws all else."""
    return plot.url(f"/{plot.dice.getrandbits(30):x}/status/{plot.dice.getrandbits(50)}")


def drawing(plot: Plot) -> None:
    """Write the front page out, and show a shell that asks for scripts for everything else."""
    plot.site.pages["/"] = content(plot.paper.listing(plot.paper.name))
    plot.site.elsewhere = content(
        "<!doctype html><title>Posts</title><noscript><h1>JavaScript is not available.</h1>"
        "</noscript><p>Something went wrong. Try again.</p><div id='react-root'></div>"
    )


EDGES = (
    Kind("taken down, in words of its own", 12, SUSPECT, taken_down),
    Kind("taken down, in a cell", 3, SUSPECT, in_a_cell),
    Kind("search that finds nothing any more", 8, SUSPECT, found_nothing),
    Kind("brief that sounds like a notice", 8, ALIVE, sounds_like_a_notice),
    Kind("headline that begins like a notice", 6, ALIVE, begins_like_a_notice),
    Kind("renamed, into the archive", 4, ALIVE, into_the_archive),
    Kind("post drawn by scripts", 6, ALIVE, drawn_by_scripts, "drawing"),
)
