"""Sentences as news write them, out of the word lists in ``vocabulary/``."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from tests.benchmarks.populate import names
from tests.benchmarks.populate.amounts import amounts
from tests.benchmarks.populate.dice import Dice, by_rank
from tests.benchmarks.populate.lexicon import lexicon

LEXICONS = {"en": "english", "es": "spanish", "ru": "russian"}
SENTENCES = ("core", "tail", "filler", "headline", "page", "shows", "reason", "verbatim", "wrong",
             "changed", "title")  # fmt: skip
"""Sections that hold sentences; what is in the others fills their braces."""

LEAST_WORDS, MOST_WORDS = 8, 25
_BRACES = re.compile(r"\{(\w+)\}")
_TABLE_BITS = 12

Pick = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim in words, its summary, and the figure in it."""

    words: str
    summary: str
    figure: str
    amount: int


class Voice:
    """Says things in one language. Everything it says follows from the state of its dice."""

    def __init__(self, language: str, dice: Dice) -> None:
        """Compile the sentences of the language for these dice."""
        self.language = language
        self._bits = dice.getrandbits
        self._random = dice.random
        self._amounts = amounts(language)
        self.amount = 0
        self.figure = ""
        words = lexicon(LEXICONS[language])
        picks = {
            section: self._from_table(by_rank(entries, _TABLE_BITS))
            for section, entries in words.items()
            if section not in SENTENCES
        }
        picks |= self._names(language)
        picks["num"] = self._num
        picks |= {"words": lambda: "{words}", "speaker": lambda: "{speaker}"}
        self._sentences = {
            section: [self._compiled(entry, picks) for entry in words[section]]
            for section in SENTENCES
            if section in words
        }
        self.outlet = picks["outlet"]
        self.place, self.name = picks["place"], picks["name"]

    def say(self, section: str) -> str:
        """Return a sentence of this kind, with its first letter large and no full stop."""
        sentences = self._sentences[section]
        said = sentences[int(self._random() * len(sentences))]()
        if self.language == "es":
            said = said.replace(" de el ", " del ").replace(" a el ", " al ")
        return said[0].upper() + said[1:]

    def statement(self) -> Statement:
        """Make a claim of 8 to 25 words, at most 300 characters, and its short form."""
        while True:
            core = self.say("core")
            figure, amount = self.figure, self.amount
            words = f"{core} {self._tail()}"
            count = words.count(" ") + 1
            if LEAST_WORDS <= count <= MOST_WORDS and len(words) <= 300:
                return Statement(words, core[:200] if len(words) > 75 else "", figure, amount)

    def _tail(self) -> str:
        sentences = self._sentences["tail"]
        return sentences[int(self._random() * len(sentences))]()

    def paragraphs(self, words: int) -> str:
        """Return about so many words of explanation in Markdown, never more than 250."""
        said: list[str] = []
        count = 0
        while count < words:
            sentence = self.say("filler")
            more = sentence.count(" ") + 1
            if count + more > 250:
                break
            count += more
            gap = "" if not said else "\n\n" if len(said) % 3 == 0 else " "
            said.append(f"{gap}**{sentence}.**" if len(said) == 4 else f"{gap}{sentence}.")
        return "".join(said)

    def _from_table(self, table: tuple[str, ...]) -> Pick:
        bits, size = self._bits, len(table).bit_length() - 1
        return lambda: table[bits(size)]

    def _names(self, language: str) -> dict[str, Pick]:
        tables = {"place": names.places(), "name": names.people(), "firm": names.firms()}
        if language == "ru":
            tables = {key: _in_cyrillic(key) for key in tables}
        return {key: self._from_table(table) for key, table in tables.items()}

    def _num(self) -> str:
        """Pick a number and remember it: a claim has one."""
        self.figure, self.amount = self._amounts[self._bits(12)]
        return self.figure

    def _compiled(self, entry: str, picks: dict[str, Pick]) -> Pick:
        pattern = _BRACES.sub("%s", entry.replace("%", "%%"))
        slots = tuple(picks[name] for name in _BRACES.findall(entry))
        return lambda: pattern % tuple([pick() for pick in slots])


@cache
def _in_cyrillic(kind: str) -> tuple[str, ...]:
    table = {"place": names.places, "name": names.people, "firm": names.firms}[kind]()
    spelled = {name: names.in_cyrillic(name) for name in set(table)}
    return tuple(spelled[name] for name in table)
