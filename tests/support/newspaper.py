"""A newspaper's website: real-looking pages in a language, with all that surrounds an article."""

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Self

from aiohttp import web

from tests.support.website_pages import Handler, content

WORDS = Path(__file__).parent / "tongues"
TONGUES = tuple(sorted(path.stem for path in WORDS.glob("*.toml")))
WATCHED_TONGUES = ("en", "es", "pt", "fr", "de", "it", "ru", "uk", "pl", "ar", "zh", "ja")
"""Those in which a checker is expected to know a missing page by its words."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a site says instead of a page: any of the three may be empty."""

    title: str = ""
    h1: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """An article: its headline and paragraphs."""

    title: str
    paragraphs: tuple[str, ...]

    def edited(self, before: str, after: str) -> Self:
        """Put other words in the place of some, which must be there."""
        assert any(before in paragraph for paragraph in self.paragraphs), before
        changed = tuple(paragraph.replace(before, after) for paragraph in self.paragraphs)
        return replace(self, paragraphs=changed)


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language's words, as `tongues/<code>.toml` has them."""

    code: str
    site: str
    sections: Sequence[str]
    related: str
    comments: str
    syllables: Sequence[str]
    headlines: Sequence[str]
    sentences: Sequence[str]
    missing: Sequence[Notice]


@lru_cache
def tongue(code: str) -> Tongue:
    """Read a language's words."""
    words = tomllib.loads((WORDS / f"{code}.toml").read_text(encoding="utf-8"))
    return Tongue(code=code, **words | {"missing": [Notice(**said) for said in words["missing"]]})


class Newspaper:
    """Writes the pages of one site; the same dice write the same pages."""

    def __init__(self, code: str, dice: random.Random) -> None:
        self.tongue = tongue(code)
        self.dice = dice
        self.name = self._filled(self.tongue.site)

    def story(self, paragraphs: int = 6, title: str = "") -> Story:
        """Write an article that no other resembles in its names and numbers."""
        title = title or self._filled(self.dice.choice(self.tongue.headlines))
        return Story(title, tuple(self.paragraph() for _ in range(paragraphs)))

    def paragraph(self) -> str:
        """Write two or three sentences."""
        chosen = self.dice.sample(self.tongue.sentences, self.dice.choice((2, 3)))
        return " ".join(self._filled(sentence) for sentence in chosen)

    def article(
        self, story: Story, *, comments: Sequence[str] = (), title: str = "", below: str = ""
    ) -> str:
        """Lay an article out, with comments where there are some."""
        text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
        said = "".join(f'<li class="comment"><p>{escape(one)}</p></li>' for one in comments)
        heading = f'<section id="comments"><h3>{self.tongue.comments}</h3><ol>{said}</ol></section>'
        main = (
            f"<article><h1>{escape(story.title)}</h1>"
            f'<p class="byline">{self._name()} · 12.03.2021</p>{text}{below}</article>'
            f"{heading if comments else ''}"
        )
        return self.page(title or f"{story.title} | {self.name}", main)

    def missing(self, notice: Notice) -> str:
        """Lay out the page that stands where nothing is, its words in the site's own frame."""
        heading = f"<h1>{escape(notice.h1)}</h1>" if notice.h1 else ""
        body = f"<p>{escape(notice.body)}</p>" if notice.body else ""
        title = f"{notice.title} - {self.name}" if notice.title else self.name
        return self.page(title, f'<div class="content">{heading}{body}</div>')

    def listing(self, heading: str = "", teasers: int = 8) -> str:
        """Lay out a page of teasers, as a section or a front page is."""
        stories = "".join(
            f'<div class="teaser"><h2><a href="/news/{number}">{escape(story.title)}</a></h2>'
            f"<p>{escape(story.paragraphs[0])}</p></div>"
            for number, story in enumerate(self.story(1) for _ in range(teasers))
        )
        heading = heading or self.tongue.sections[0]
        return self.page(f"{heading} | {self.name}", f"<main><h1>{heading}</h1>{stories}</main>")

    def page(self, title: str, main: str) -> str:
        """Put a frame around something: navigation, related stories, a banner, a nonce."""
        links = "".join(
            f'<li><a href="/{number}/">{section}</a></li>'
            for number, section in enumerate(self.tongue.sections)
        )
        related = "".join(
            f'<li><a href="/news/r{number}">{escape(self.story(0).title)}</a></li>'
            for number in range(4)
        )
        nonce = f"{self.dice.getrandbits(64):016x}"
        return (
            f'<!doctype html><html lang="{self.tongue.code}"><head><meta charset="utf-8">'
            f"<title>{escape(title)}</title>"
            f'<script nonce="{nonce}">window.page={{"token":"{nonce}"}}</script></head><body>'
            f'<header><a href="/">{escape(self.name)}</a><nav><ul>{links}</ul></nav></header>'
            f"{main}<aside><h3>{self.tongue.related}</h3><ul>{related}</ul></aside>"
            f"<footer><p>© {escape(self.name)} · {self.dice.randint(1, 28)}.11.2026</p></footer>"
            "</body></html>"
        )

    def said(self, words: str) -> str:
        """Fill the slots of a sentence with names and numbers."""
        return self._filled(words)

    def _filled(self, template: str) -> str:
        n, m = sorted((self.dice.randint(3, 890), self.dice.randint(900, 48_000)))
        return template.format(
            name=self._name(),
            place=self._word(2),
            n=n,
            m=m,
            year=self.dice.randint(1948, 2026),
        )

    def _name(self) -> str:
        return f"{self._word(2)} {self._word(3)}"

    def _word(self, syllables: int) -> str:
        return "".join(self.dice.choices(self.tongue.syllables, k=syllables)).capitalize()


def churning(paper: Newspaper, story: Story) -> Handler:
    """Show a story that stays while nonces, dates and related stories change with each look."""

    async def handle(request: web.Request) -> web.StreamResponse:
        return await content(paper.article(story))(request)

    return handle
