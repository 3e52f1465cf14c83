"""The plain scenario: so many articles of 13 KB, all there, with an ETag each."""

from random import Random

from tests.benchmarks.links.mix.build import TRAPPED, Case, Mix
from tests.benchmarks.links.mix.kind import ALIVE
from tests.support.newspaper import Newspaper
from tests.support.town import Site, Town, addresses
from tests.support.website import content, unless_modified

SIZE = 13_000
LANGUAGES = ("en", "es", "de", "fr", "pt", "ru")


def plain(urls: int, hosts: int, *, seed: int, port: int) -> Mix:
    """Build `urls` articles on `hosts` hosts."""
    dice = Random(seed)
    sites = [Site(host) for host in addresses(hosts)]
    papers = [Newspaper(dice.choice(LANGUAGES), dice) for _ in sites]
    cases = []
    for number in range(urls):
        site, paper = sites[number % hosts], papers[number % hosts]
        path = f"/news/{number}.html"
        site.pages[path] = unless_modified(content(_article(paper)), f'"{number}"')
        cases.append(Case(f"http://{site.host}:{port}{path}", "article", ALIVE))
    dice.shuffle(cases)
    town = Town({site.host: site for site in sites}, forbidden=TRAPPED, port=port)
    return Mix(town, cases)


def _article(paper: Newspaper) -> bytes:
    """Write an article of 13 KB in HTML, a third of which is text."""
    story = paper.story(10)
    page = paper.article(story, below=f"<script>window.data='{'x' * 3000}'</script>")
    more = SIZE - len(page.encode())
    return page.replace("</aside>", f"<!--{'y' * max(more, 0)}--></aside>").encode()
