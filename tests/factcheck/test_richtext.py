from html.parser import HTMLParser

import pytest

from factcheck.richtext import LONGEST, TAGS, to_html, to_words


class Seen(HTMLParser):
    """The tags, attributes and addresses of an HTML text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name == "href"]


def test_markdown_becomes_html() -> None:
    assert to_html("One *two*\n\n- three") == (
        "<p>One <em>two</em></p>\n<ul>\n<li>three</li>\n</ul>\n"
    )


@pytest.mark.parametrize("mark", ["#", "##", "###"])
def test_the_highest_heading_comes_below_those_of_the_page(mark: str) -> None:
    assert to_html(f"{mark} One\n\n{mark}# Two") == "<h3>One</h3>\n<h4>Two</h4>\n"


def test_a_link_keeps_its_address() -> None:
    assert to_html("[x](https://a.example.org)") == (
        '<p><a href="https://a.example.org" rel="noopener">x</a></p>\n'
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&colon;alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "![x](https://evil.example.org/pixel.png)",
        "<a href='https://a.example.org' onclick='alert(1)'>x</a>",
        "<style>*{display:none}</style>",
        '<https://a.example.org/"onmouseover=alert(1)>',
        "```<iframe>\n</code><iframe src=x>\n```",
    ],
)
def test_hostile_text_is_inert(hostile: str) -> None:
    seen = Seen()
    seen.feed(to_html(hostile))
    assert seen.tags <= TAGS
    assert seen.attributes <= {"href", "rel"}
    assert all(address.startswith("https://") for address in seen.addresses)


def test_a_text_beyond_reading_is_shown_whole_and_plain() -> None:
    text = "*a* <b>\n" * (LONGEST // 8 + 1)
    html = to_html(text)
    assert "<em>" not in html
    assert "&lt;b&gt;" in html
    assert html.count("*a*") == text.count("*a*")


@pytest.mark.parametrize("bomb", [">" * 50_000, "[" * 50_000, "*a " * 30_000, "- " * 40_000])
def test_a_nest_of_marks_ends(bomb: str) -> None:
    """Without a limit of depth this takes minutes, or the stack."""
    assert to_html(bomb)


def test_words_are_without_signs_and_tell_where_links_lead() -> None:
    typed = (
        "# Why\n\nOne *two* `x`,\nthree.\n\n1. [a](https://a.example.org/)\n2. b\n\n- c\n\n    d\n"
    )
    assert to_words(typed) == (
        "Why\n\nOne two x,\nthree.\n\n1. a (https://a.example.org/)\n\n2. b\n\n• c\n\nd"
    )


def test_a_text_that_is_too_long_to_read_keeps_its_signs() -> None:
    assert to_words("*" * (LONGEST + 1)) == "*" * (LONGEST + 1)
