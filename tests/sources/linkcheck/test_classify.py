import pytest

from sources.linkcheck import signatures
from sources.linkcheck.answer import Fault
from sources.linkcheck.classify import ANSWERS, FAULTS, PAGES


def test_every_fault_has_an_outcome_and_every_rule_a_name_of_its_own() -> None:
    assert set(FAULTS) == set(Fault)
    names = [rule.name for rule in (*ANSWERS, *PAGES)] + [fault.value for fault in Fault]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "Error 404",
        "404 Not Found",
        "404 - Page not found",
        "Page not found",
        "Page Not Found | The Paper",
        "The Paper - Page not found",
        "Oops! Page not found",
        "Sorry, the page you requested was not found.",
        "The page you were looking for doesn't exist",
        "That page can't be found.",
        "Article not available",
        "This page is no longer available",
        "Página no encontrada",
        "Error 404: página no encontrada | El Diario",
        "La página solicitada no existe",
        "Lo sentimos, la página que buscas no está disponible",
        "No se encontró la página",
    ],
)
def test_titles_of_missing_pages_are_known(title: str) -> None:
    assert signatures.says_missing(title)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "The Paper",
        "Page not found: how we lose the web",
        "How to design a 404 page",
        "404 people arrested in one night",
        "The man who was not found",
        "Cómo diseñar una página no encontrada",
        "Room 404 reopens | The Paper",
        "Missing page in the ledger puzzles auditors",
        "Peugeot 404: 60 years of a classic",
    ],
)
def test_titles_of_articles_are_not_taken_for_missing_pages(title: str) -> None:
    assert not signatures.says_missing(title)


@pytest.mark.parametrize(
    ("path", "root"),
    [
        ("/", True),
        ("/index.html", True),
        ("/en/", True),
        ("/es", True),
        ("/pt-br/", True),
        ("/home", True),
        ("/news/", False),
        ("/a", False),
        ("/2026/03/story", False),
    ],
)
def test_home_pages_are_known_by_their_path(path: str, root: bool) -> None:
    assert signatures.is_root_path(path) is root


@pytest.mark.parametrize(
    ("path", "missing"),
    [
        ("/404", True),
        ("/es/404.html", True),
        ("/error/not-found/", True),
        ("/page-not-found", True),
        ("/error404.aspx", True),
        ("/404/how-we-lose-the-web", False),
        ("/peugeot-404", False),
        ("/not-found-in-the-archive", False),
    ],
)
def test_error_pages_are_known_by_their_path(path: str, missing: bool) -> None:
    assert signatures.is_missing_path(path) is missing


@pytest.mark.parametrize(
    ("path", "login"),
    [("/login", True), ("/users/sign_in", True), ("/es/login/", True), ("/logins-leaked", False)],
)
def test_login_pages_are_known_by_their_path(path: str, login: bool) -> None:
    assert signatures.is_login_path(path) is login


def test_phrases_count_in_short_texts_only() -> None:
    phrase = "The page you asked for could not be found."
    assert signatures.missing_phrase(phrase) is not None
    assert signatures.missing_phrase(phrase + " word" * 150) is None
    assert signatures.parked_phrase("El dominio example.org está en venta.") is not None
    assert signatures.parked_phrase("They sell houses.") is None


def test_domain_sellers_are_known_with_their_subdomains() -> None:
    assert signatures.is_parking_host("www.sedo.com")
    assert not signatures.is_parking_host("notsedo.com")
