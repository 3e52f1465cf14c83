import pytest

from sources.linkcheck.address import Address, parse
from sources.linkcheck.signatures import paths


def at(path: str) -> Address:
    return parse(f"https://example.org{path}")


@pytest.mark.parametrize(
    ("path", "root"),
    [
        ("/", True),
        ("/index.html", True),
        ("/en/", True),
        ("/es", True),
        ("/pt-br/", True),
        ("/home", True),
        ("/?utm_source=x", True),
        ("/?error=404", True),
        ("/?p=123", False),
        ("/index.php?id=4", False),
        ("/news/", False),
        ("/a", False),
        ("/2026/03/story", False),
    ],
)
def test_home_pages_are_known_by_their_path(path: str, root: bool) -> None:
    assert paths.is_root(at(path)) is root


@pytest.mark.parametrize(
    ("path", "missing"),
    [
        ("/404", True),
        ("/es/404.html", True),
        ("/error/not-found/", True),
        ("/page-not-found", True),
        ("/error404.aspx", True),
        ("/404-2/", True),
        ("/pagina-no-encontrada", True),
        ("/seite-nicht-gefunden.html", True),
        ("/nie-znaleziono", True),
        ("/home?error=404", True),
        ("/index.html?e=404", True),
        ("/404/how-we-lose-the-web", False),
        ("/peugeot-404", False),
        ("/peugeot-404/", False),
        ("/story?page=404", False),
        ("/not-found-in-the-archive", False),
    ],
)
def test_error_pages_are_known_by_their_path(path: str, missing: bool) -> None:
    assert paths.is_missing(at(path)) is missing


@pytest.mark.parametrize(
    ("path", "login"),
    [("/login", True), ("/users/sign_in", True), ("/es/login/", True), ("/logins-leaked", False)],
)
def test_login_pages_are_known_by_their_path(path: str, login: bool) -> None:
    assert paths.is_login(path) is login


@pytest.mark.parametrize(
    ("asked", "final", "above"),
    [
        ("/news/2024/a-long-story", "/news/2024/", True),
        ("/news/2024/a-long-story", "/news", True),
        ("/noticias/12345", "/noticias/", True),
        ("/news/story.html", "/news/", True),
        ("/news/a-long-story/amp", "/news/a-long-story", False),
        ("/news/a-long-story/2", "/news/a-long-story/", False),
        ("/story/print", "/story", False),
        ("/blog/index.html", "/blog/", False),
        ("/news/a-long-story/comments", "/news/a-long-story/", False),
        ("/2024/05/a-long-story/photo-12-of-the-day", "/2024/05/a-long-story/", False),
        ("/news/story", "/news/story/", False),
        ("/news/story", "/sport/", False),
        ("/news", "/news/story", False),
    ],
)
def test_a_folder_above_is_told_from_the_same_page_in_other_dress(
    asked: str, final: str, above: bool
) -> None:
    assert paths.is_ancestor(final, asked) is above


@pytest.mark.parametrize(
    ("path", "listing"),
    [
        ("/news", True),
        ("/search?q=story", True),
        ("/category/politics", True),
        ("/noticias/", True),
        ("/archive.html", True),
        ("/tag/2024-elections", True),
        ("/archive/1338-tramway", False),
        ("/a-story-of-three-words", False),
        ("/news/a-story-of-three-words", False),
        ("/", False),
        ("/about", False),
    ],
)
def test_listings_are_known_by_their_path(path: str, listing: bool) -> None:
    assert paths.is_listing(at(path)) is listing
