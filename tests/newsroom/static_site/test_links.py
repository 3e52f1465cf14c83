import pytest

from newsroom.static_site.links import IN_STYLES, Linker

SITE = "https://desk.example.org"
FILES = {
    "/": "index.html",
    "/methodology/": "methodology/index.html",
    "/checks/a/": "checks/a/index.html",
    "/?before=a": "before/a/index.html",
    "/topics/x/?before=a&amp=1": "topics/x/before/a/index.html",
}


def rewritten(html: str, address: str = "/checks/a/") -> str:
    linker = Linker(FILES, site_url=SITE, static_url="/static/")
    return linker.rewrite(html, address, FILES[address])[0]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("/", "../../index.html"),
        ("/methodology/#scale", "../../methodology/index.html#scale"),
        ("/search/?q=a&amp;b=c", f"{SITE}/search/?q=a&amp;b=c"),
        ("/static/site.css", "../../static/site.css"),
        ("#top", "#top"),
        ("https://port.example.org/?a=1&amp;b=2", "https://port.example.org/?a=1&amp;b=2"),
        ("//port.example.org/", "//port.example.org/"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        (f"{SITE}/checks/a/", "../../checks/a/index.html"),
        (f"{SITE}.evil.test/checks/a/", f"{SITE}.evil.test/checks/a/"),
        ("/topics/x/?before=a&amp;amp=1", "../../topics/x/before/a/index.html"),
    ],
)
def test_links_lead_to_files_and_else_to_the_live_site(given: str, expected: str) -> None:
    assert rewritten(f'<a rel="next" href="{given}">on</a>') == (
        f'<a rel="next" href="{expected}">on</a>'
    )


def test_a_query_alone_is_one_of_the_page_itself() -> None:
    assert rewritten('<a href="?before=a">Older</a>', "/") == (
        '<a href="before/a/index.html">Older</a>'
    )


def test_what_a_page_calls_itself_stays() -> None:
    own = f'<link rel="canonical" href="{SITE}/checks/a/"><meta content="{SITE}/checks/a/">'
    script = (
        '<script type="application/ld+json">{"url": "/checks/a/", "x": "href=\\"/\\""}</script>'
    )
    words = "<p>He wrote href=&quot;/methodology/&quot; there.</p>"
    assert rewritten(own + script + words) == own + script + words


def test_forms_are_sent_to_the_live_site() -> None:
    assert rewritten('<form class="search" action="/search/" method="get">') == (
        f'<form class="search" action="{SITE}/search/" method="get">'
    )


def test_static_files_are_named() -> None:
    linker = Linker(FILES, site_url=SITE, static_url="/static/")
    page = '<link rel="stylesheet" href="/static/a/site.css"><img src="/static/a.svg?1">'
    assert linker.rewrite(page, "/", "index.html")[1] == {"a/site.css", "a.svg"}
    assert IN_STYLES.findall("a{b:url(x.svg#y)}@import url('z.css');") == ["x.svg", "z.css"]
