import pytest

from sources.linkcheck.robots import allows

AGENT = "FactDesk/1.0 (+https://desk.example.org/)"


@pytest.mark.parametrize(
    ("robots_txt", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /private/", True),
        ("User-agent: *\nDisallow: /news/*.html$", False),
        ("User-agent: FactDesk\nDisallow: /\n\nUser-agent: *\nDisallow:", False),
        ("User-agent: OtherBot\nDisallow: /", True),
        ("User-agent: *\nDisallow: /news/\nAllow: /news/a.html", True),
        ("<html>not a robots file at all</html>", True),
        ("\x00\xff\ufffd", True),
    ],
)
def test_robots_txt_is_obeyed(robots_txt: str, allowed: bool) -> None:
    assert allows(robots_txt, "https://example.org/news/a.html", AGENT) is allowed
