"""Pages that are there and look as if they were not."""

from tests.benchmarks.links.mix.kind import ALIVE, Kind, Plot
from tests.benchmarks.links.mix.living import article
from tests.benchmarks.links.mix.notices import NUMBERED
from tests.support.newspaper import Newspaper, Story, tongue
from tests.support.website import html

ABOUT_404 = {
    "en": (
        "Page not found: how the web forgets",
        "404: the number everybody knows",
        "Error 404 - a short history of the missing page",
        "“Sorry, this page does not exist”: designers on their favourite error",
        "Not found: {n} letters from {place}",
        "404 Media raises {n} million",
        "Gone: the {n} shops {place} lost in {year}",
    ),
    "es": ("Página no encontrada: cómo olvida la red", "El error 404 cumple {n} años"),
    "de": ("Seite nicht gefunden: wie das Netz vergisst", "Fehler 404 – eine kurze Geschichte"),
    "fr": ("Page introuvable : comment le web oublie", "Erreur 404, histoire d’un nombre"),
    "pt": ("Página não encontrada: como a rede esquece",),
    "it": ("Pagina non trovata: come dimentica la rete",),
    "ru": ("Страница не найдена: как забывает сеть",),
    "zh": ("页面不存在:网络如何遗忘",),
    "ja": ("ページが見つかりません ウェブの忘れ方",),
}
COMMENTS = {
    "en": (
        "The link in the second paragraph gives me a 404, page not found.",
        "This page does not exist any more, they say? Ridiculous.",
        "Sorry, the page you were looking for could not be found :-)",
        "that domain is for sale now, by the way",
    ),
    "es": ("El enlace dice: página no encontrada.", "Este contenido ya no está disponible, dice."),
    "de": ("Da steht nur noch: Seite nicht gefunden.",),
    "fr": ("Le lien mène à une page introuvable.",),
}
TITLES = (
    "",
    "Untitled",
    "Home",
    "Document",
    "undefined",
    "index",
    "-",
    "404",
    "Error",
    "Not found",
)


def _in(plot: Plot, languages: dict[str, tuple[str, ...]]) -> tuple[Newspaper, tuple[str, ...]]:
    language = plot.dice.choice(list(languages))
    return Newspaper(language, plot.dice), languages[language]


def about_404s(plot: Plot) -> str:
    """Write an article about missing pages, headline and all."""
    paper, headlines = _in(plot, ABOUT_404)
    title = paper.said(plot.dice.choice(headlines))
    story = paper.story(9, title)
    return plot.show(paper.article(Story(title, (*story.paragraphs, title, *story.paragraphs[:3]))))


def numbered(plot: Plot) -> str:
    """Write, shortly or at length, about something with an unlucky number."""
    paper = Newspaper("en", plot.dice)
    number = plot.dice.choice(("403", "404", "410", "500"))
    title = paper.said(plot.dice.choice(NUMBERED).replace("{number}", number))
    return plot.show(paper.article(paper.story(plot.dice.choice((1, 3, 7)), title)))


def quoting_404s(plot: Plot) -> str:
    """Quote an error page in the middle of a longer article, its headline about something else."""
    paper, said = _in(plot, COMMENTS)
    story = paper.story(9)
    quoted = (*story.paragraphs[:4], *said, *story.paragraphs[4:])
    return plot.show(paper.article(Story(story.title, quoted)))


def commented(plot: Plot) -> str:
    """Let readers complain about missing pages below an article, here and there a short one."""
    paper, said = _in(plot, COMMENTS)
    story = paper.story(plot.dice.choice((2, 5, 8)))
    return plot.show(paper.article(story, comments=said))


def with_dead_links_listed(plot: Plot) -> str:
    """End an article with notes that say which of its sources are gone."""
    notes = "".join(
        f"<li>{plot.paper.said('{name}, {place}, {year}')} (page not found, archived copy)</li>"
        for _ in range(12)
    )
    story = plot.paper.story(6)
    return plot.show(plot.paper.article(story, below=f"<ol>{notes}</ol>"))


def short(plot: Plot) -> str:
    """Say hardly anything, as many a notice does."""
    line = plot.dice.choice(plot.paper.tongue.sentences)
    main = f"<main><h1>{plot.paper.story(0).title}</h1><p>{plot.paper.said(line)}</p></main>"
    return plot.show(plot.paper.page(f"{plot.paper.story(0).title} | {plot.paper.name}", main))


def contact(plot: Plot) -> str:
    """Give a telephone number and an address."""
    digits = plot.dice.randint(100_000, 999_999)
    main = f"<main><h1>Contact</h1><p>Tel. {digits}</p><p>desk@paper.example.org</p></main>"
    return plot.show(plot.paper.page("Contact", main))


def table(plot: Plot) -> str:
    """Show numbers and next to no words."""
    row = "<tr><td>{}</td><td>{}</td></tr>"
    rows = "".join(row.format(year, plot.dice.randint(1, 9000)) for year in range(1990, 2020))
    main = f"<h1>{plot.paper.said('{place}, {year}')}</h1><table>{rows}</table>"
    return plot.show(plot.paper.page("Table", main))


def gallery(plot: Plot) -> str:
    """Show pictures with hardly a caption."""
    images = "".join(f'<figure><img src="/i/{number}.jpg"></figure>' for number in range(8))
    title = plot.paper.story(0).title
    return plot.show(plot.paper.page(title, f"<main><h1>{title}</h1>{images}</main>"))


def oddly_titled(plot: Plot) -> str:
    """Forget the title, or leave the one that the editor's software came with."""
    title = plot.dice.choice(TITLES)
    page = plot.article(8)
    start, end = page.index("<title>") + 7, page.index("</title>")
    return plot.show(page[:start] + title + page[end:])


def missing_persons(plot: Plot) -> str:
    """Write about somebody who is no longer to be found, for whose house is for sale."""
    title = plot.paper.said("{name} no longer exists, says {place} council")
    story = plot.paper.story(5, title)
    sold = plot.paper.said("The house of {name} in {place} is for sale; its owner may be expired.")
    gone = plot.paper.said("Nothing was found of {name}: “We could not find him,” said police.")
    return plot.show(plot.paper.article(Story(title, (*story.paragraphs, sold, gone))))


def about_domains(plot: Plot) -> str:
    """Report on the trade with names."""
    title = plot.paper.said("{place}’s old domain is for sale: who buys expired names?")
    said = plot.paper.said("“This domain is for sale” was all that {name} read there in {year}.")
    story = Newspaper("en", plot.dice).story(8, title)
    return plot.show(plot.paper.article(Story(title, (said, *story.paragraphs))))


def about_robots(plot: Plot) -> str:
    """Report on walls against robots, in their words."""
    title = "“Just a moment…”: why you must prove that you are human"
    said = "Checking your browser before accessing a page has become a way of life, says a reader."
    story = Newspaper("en", plot.dice).story(8, title)
    return plot.show(plot.paper.article(Story(title, (*story.paragraphs, said))))


def with_captcha_in_comments(plot: Plot) -> str:
    """Protect the form for comments below an article with a captcha."""
    form = (
        '<form action="/comment"><textarea></textarea><div class="g-recaptcha" data-sitekey="6Lc">'
        "</div></form><script src='https://www.google.com/recaptcha/api.js'></script>"
    )
    return plot.show(plot.paper.article(plot.paper.story(6), below=form))


def behind_a_cloud(plot: Plot) -> str:
    """Show an article through a cloud that leaves its scripts in the page."""
    script = (
        "<script>(function(){var d='8a1',s=document.createElement('script');"
        "s.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js';})();</script>"
    )
    return plot.show(plot.paper.article(plot.paper.story(6), below=script))


def paywalled(plot: Plot) -> str:
    """Show two paragraphs and ask for money."""
    below = (
        '<div class="paywall"><h2>Subscribe to continue reading</h2><p>Already a subscriber? '
        "<a href='/login'>Log in</a></p></div>"
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":'
        '"NewsArticle","isAccessibleForFree":false}</script>'
    )
    return plot.show(plot.paper.article(plot.paper.story(2), below=below))


def consent(plot: Plot) -> str:
    """Cover an article with a long question about cookies."""
    notice = (
        '<div id="consent" role="dialog"><h2>We value your privacy</h2><p>We and our 842 partners '
        "store and access information on a device. You can change your choice at any time on "
        "our privacy page.</p><button>Accept all</button></div>"
    )
    return plot.show(plot.paper.article(plot.paper.story(6), below=notice))


def hidden_words(plot: Plot) -> str:
    """Carry in the frame, unseen, what the search box says when it finds nothing."""
    words = '<template id="empty"><p>Page not found. Nothing was found.</p></template>'
    return plot.show(plot.paper.article(plot.paper.story(5), below=words))


def shell(plot: Plot) -> str:
    """Show the application that draws the page; every page of the site is this very same."""
    return plot.url(plot.path())


def film(plot: Plot) -> str:
    """Show a film's page: a title of its own, and else what every film's page says."""
    title = plot.paper.story(0).title
    main = (
        f"<main><h1>{title}</h1><video src='/v.mp4'></video><p>Your browser cannot play this "
        "film.</p><button>Share</button><button>Subscribe</button></main>"
    )
    return plot.show(html(main, title=title))


def section(plot: Plot) -> str:
    """Show a section's front."""
    return plot.show(plot.paper.listing(), f"/section/{plot.dice.getrandbits(24):x}/")


def front(plot: Plot) -> str:
    """Show the front page."""
    plot.show(plot.paper.listing(teasers=12), "/")
    return plot.url("/")


def known_missing_words(plot: Plot) -> str:
    """Take a notice's words as the headline of a long article in the same language."""
    language = plot.dice.choice(("en", "es", "pt", "fr", "de", "it", "ru", "uk", "pl", "ar"))
    paper = Newspaper(language, plot.dice)
    notice = plot.dice.choice([one for one in tongue(language).missing if one.body])
    story = paper.story(9)
    return plot.show(
        paper.article(Story(story.title, (*story.paragraphs[:5], notice.body, *story.paragraphs)))
    )


TRAPS = (
    Kind("article about 404s", 12, ALIVE, about_404s),
    Kind("something numbered 404", 6, ALIVE, numbered),
    Kind("article quoting a 404", 6, ALIVE, quoting_404s),
    Kind("article quoting a 404, in many languages", 6, ALIVE, known_missing_words),
    Kind("comments about 404s", 12, ALIVE, commented),
    Kind("notes on dead links", 4, ALIVE, with_dead_links_listed),
    Kind("short page", 12, ALIVE, short),
    Kind("contact page", 4, ALIVE, contact),
    Kind("table of numbers", 4, ALIVE, table),
    Kind("gallery", 4, ALIVE, gallery),
    Kind("odd title", 10, ALIVE, oddly_titled),
    Kind("missing person", 5, ALIVE, missing_persons),
    Kind("article about domains", 4, ALIVE, about_domains),
    Kind("article about robots", 4, ALIVE, about_robots),
    Kind("captcha below comments", 5, ALIVE, with_captcha_in_comments),
    Kind("cloud's script in the page", 6, ALIVE, behind_a_cloud),
    Kind("paywall", 16, ALIVE, paywalled),
    Kind("question about cookies", 8, ALIVE, consent),
    Kind("hidden words of a search box", 4, ALIVE, hidden_words),
    Kind("single-page shell", 10, ALIVE, shell, "shell"),
    Kind("film", 8, ALIVE, film, "films"),
    Kind("section's front", 6, ALIVE, section),
    Kind("front page", 4, ALIVE, front),
    Kind("article where missing pages say so", 20, ALIVE, article, "soft"),
    Kind("article where they say so in a language few watch", 5, ALIVE, article, "foreign"),
    Kind("article where missing pages are quiet", 8, ALIVE, article, "quiet"),
    Kind("article where missing pages repeat the address", 4, ALIVE, article, "echo"),
    Kind("article where missing pages lead home", 6, ALIVE, article, "home"),
)
