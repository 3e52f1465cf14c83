import re

import pytest

from sources.linkcheck.address import parse
from sources.linkcheck.probe import sibling_of


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("/news/2024/a-long-story.html", r"/news/2024/[a-z]-[a-z]{4}-[a-z]{11}\.html"),
        ("/news/12345", r"/news/9\d{8}"),
        ("/news/12345/", r"/news/9\d{8}/"),
        ("/story", r"/[a-z]{11}"),
        ("/index.php?id=77", r"/index\.php\?id=9\d{8}"),
        ("/read?story=big-news&page=", r"/read\?story=[a-z]{3}-[a-z]{10}&page="),
        ("/%D0%BD%D0%BE", r"/[a-z]+"),
        ("/" + "x" * 300, r"/[a-z]-[a-z]{7}-[a-z]{10}"),
    ],
)
def test_a_sibling_is_routed_alike_and_cannot_exist(path: str, pattern: str) -> None:
    address = parse(f"https://example.org{path}")
    made_up = sibling_of(address)
    assert made_up.origin == address.origin
    assert re.fullmatch(pattern, made_up.url.removeprefix(address.origin)), made_up.url
    assert sibling_of(address) != made_up
    assert parse(made_up.url) == made_up
