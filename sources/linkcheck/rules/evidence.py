"""What rules look at, and what a rule is."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sources.linkcheck.address import Address, parse
from sources.linkcheck.answer import Fetched
from sources.linkcheck.appearance import Appearance
from sources.linkcheck.page import Extracted
from sources.linkcheck.result import JSON, Access, Finding, Outcome
from sources.linkcheck.signatures.missing import heading as missing
from sources.linkcheck.signatures.missing import parts_of
from sources.linkcheck.signatures.wording import (
    LETTERS_OF_MANY_WORDS,
    count_words,
    fold,
    has_few_words,
    prose_words,
)

Signals = Mapping[str, JSON]

_LINE = re.compile(r"\n| \| ")
"""A line of a text, or a cell where a table lays the page out."""

WORDS_OF_A_HEADLINE = 4
WORDS_OF_A_STORY = 30


class Witnesses(NamedTuple):
    """How the host answers for an address that cannot exist, and for its home page if asked."""

    sibling: Appearance
    home: Appearance | None = None


@dataclass(frozen=True)
class Evidence:
    """All that one look has found; `page` is None when there was nothing to read.

    `suspicion` is why the `witnesses` were asked; without it there are none.
    """

    url: str
    fetched: Fetched
    page: Extracted | None = None
    likeness: float | None = None
    findings: tuple[Finding, ...] = ()
    suspicion: str | None = None
    witnesses: Witnesses | None = None

    @cached_property
    def asked(self) -> Address:
        """The address asked for."""
        return parse(self.url)

    @cached_property
    def final(self) -> Address:
        """The address that answered."""
        return parse(self.fetched.final_url)

    @property
    def redirected(self) -> bool:
        """Tell whether another address answered than the one asked."""
        return bool(self.fetched.hops)

    @property
    def text(self) -> str:
        """The main text, or nothing."""
        return (self.page and self.page.text) or ""

    @cached_property
    def shown(self) -> str:
        """All a reader sees of a page of few words, else what they see of its main text."""
        visible = (self.page and self.page.visible_text) or ""
        if has_few_words(visible):
            return visible or self.text
        if len(self.text) > LETTERS_OF_MANY_WORDS:
            return self.text
        lines = (line.strip("| ") for line in _LINE.split(self.text))
        return "\n".join(line for line in lines if line in visible)

    @property
    def title(self) -> str:
        """The page's title, or nothing."""
        return (self.page and self.page.title) or ""

    @property
    def h1(self) -> str:
        """The page's first heading, or nothing."""
        return (self.page and self.page.h1) or ""

    @property
    def words(self) -> int:
        """How many words the main text has."""
        return count_words(self.text)

    @cached_property
    def is_short(self) -> bool:
        """Tell whether there is too little text for an article."""
        return has_few_words(self.text)

    @property
    def shows_little(self) -> bool:
        """Tell whether a reader sees few words, with menus and teasers and all."""
        return self.page is None or has_few_words(self.page.visible_text)

    def goes_on_from(self, notice: str) -> bool:
        """Tell whether the notice is but a part of a headline with a story in paragraphs below.

        What stands in a page's place has a heading too, but no more to say than the notice. Two
        words are enough after a colon, in a title that names the site too; there a title is
        believed for a heading.
        """
        heading = fold(self.h1) or self._title_from(notice)
        more = count_words(heading) - count_words(notice)
        parts = parts_of(self.title)
        colon = more > 1 and f"{notice}:" in heading and heading in parts[1:] and len(parts) > 2
        headline = colon or (more >= WORDS_OF_A_HEADLINE and heading in fold(self.title))
        return headline and prose_words(self.text) >= WORDS_OF_A_STORY

    @cached_property
    def is_story(self) -> bool:
        """Tell whether sentences stand in paragraphs under a headline that names the page.

        Where a notice stands in a page's place, the title is the notice, the name of the site, or
        a headline without a story.
        """
        heading, parts = fold(self.h1), parts_of(self.title)
        seen_first = fold(((self.page and self.page.visible_text) or "")[:LETTERS_OF_MANY_WORDS])
        named = [heading] if heading else [part for part in parts[1:] if part in seen_first]
        told = prose_words(self.text) >= WORDS_OF_A_STORY
        return told and any(
            count_words(part) > WORDS_OF_A_HEADLINE and part in parts and not any(missing(part))
            for part in named
        )

    def _title_from(self, notice: str) -> str:
        parts = parts_of(self.title)[1:]
        return next((part for part in parts if re.search(f'{re.escape(notice)}"?:', part)), "")

    @cached_property
    def appearance(self) -> Appearance:
        """How the page looks, to be compared with the witnesses."""
        return Appearance.of(self.url, self.fetched, self.page)

    def header(self, name: str) -> str | None:
        """Look up a header of the answer, by its lower-case name."""
        return self.fetched.headers.get(name)


Test = Callable[[Evidence], Signals | None]
"""Returns what it saw when the rule applies, None when it does not."""


class Rule(NamedTuple):
    """A row of a table.

    `stands_in` says that another page stands where the one asked for should: it is not to be
    read in its place. `access` is who may read the page asked for.
    """

    name: str
    outcome: Outcome
    test: Test
    access: Access | None = None
    stands_in: bool = False


def seen(condition: object, **signals: JSON) -> Signals | None:
    """Return the signals if the condition holds."""
    return signals if condition else None
