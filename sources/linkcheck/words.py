"""The words of a text, without what makes no difference: two texts that say the same are equal.

Case, punctuation, spaces, typography and what no eye sees are left out. Every digit, sign, decimal
point, currency and percent mark counts, as does every word.
"""

import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import regex

from sources.linkcheck.marks import unpiled

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_LETTERS = rf"[[\p{{L}}\p{{M}}\p{{Nl}}\p{{Cf}}]--[{_UNSPACED}]]"
_TOKEN = regex.compile(
    rf"""(?V1x)
    (?P<number>
        \p{{Nd}}+
        (?: [.,\u066b\u066c]\p{{Nd}}+
          | (?<=(?<!\p{{Nd}})\p{{Nd}}{{1,3}} | [\p{{Zs}}'’]\p{{Nd}}{{3}}) # 1 000 and 1'000
            [\p{{Zs}}'’]\p{{Nd}}{{3}}(?!\p{{Nd}})
        )*
    )
    | (?P<word> {_LETTERS}+ (?: ['’\u02bc`\u00b4] {_LETTERS}+ | \x20['’]s\b )* )
    | (?P<unspaced> [{_UNSPACED}]\p{{M}}* )  # every character is a word
    | (?P<sign>
        (?<![\p{{L}}\p{{M}}\p{{N}}\p{{Pe}}\p{{Pf}}%"'])[-+\u2010-\u2013\u2212](?=\p{{Sc}}?\p{{Nd}})
        | [%‰٪\p{{Sc}}\p{{No}}] | [\p{{Sm}}--[|¬\u2190-\u21ff]]
        | [\p{{So}}--[©®\u2117-\u2122\u2190-\u21ff\u2300-\u25ff]]  # no bullets, no arrows
    )
    """
)
_UNSEEN = regex.compile(r"[\p{Cf}\ufe00-\ufe0f\u0640\u064b-\u065f\u0670\u0591-\u05bd\u05bf-\u05c7]")
"""Format characters, and the vowel points that Arabic and Hebrew are mostly written without."""

_APOSTROPHES = str.maketrans(dict.fromkeys("’\u02bc`\u00b4", "'"))
_SIGNS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-") | {"٪": "%"})
_GROUPING = regex.compile(r"[\p{Zs}'’]")


Places: TypeAlias = "array[int]"
"""A page of a million letters may have half a million words: as many tuples would take 100 MB."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `source`, written together in `text`.

    Word `i` begins at `starts[i]` of `text` and stands from `opens[i]` to `closes[i]` of `source`
    (code points). Between two numbers, and only there, `text` has a space.
    """

    source: str
    text: str
    starts: Places
    opens: Places
    closes: Places

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Translate a span of `text` that is not empty to one of `source`."""
        first, last = self._word_at(start), self._word_at(end - 1)
        begins, _ = self._inner_span(first, start, end)
        _, ends = self._inner_span(last, start, end)
        return begins, ends

    def between(self, start: int, end: int) -> Iterator[tuple[str, tuple[int, int]]]:
        """Go through the words of a span of `text`: as compared, and where in `source`."""
        for word in range(self._word_at(start), bisect_left(self.starts, end)):
            begins, ends = max(self.starts[word], start), min(self._end(word), end)
            if begins < ends:
                yield self.text[begins:ends], self._inner_span(word, start, end)

    def begins_at(self, place: int) -> bool:
        """Tell whether a word begins at this place of `text`."""
        found = bisect_left(self.starts, place)
        return found < len(self.starts) and self.starts[found] == place

    def ends_at(self, place: int) -> bool:
        """Tell whether a word ends at this place of `text`."""
        return place > 0 and self._end(self._word_at(place - 1)) == place

    def whole(self, start: int, end: int) -> tuple[int, int]:
        """Widen a span of `text` that is not empty to whole words."""
        return self.starts[self._word_at(start)], self._end(self._word_at(end - 1))

    def cut(self, start: int, end: int) -> tuple[int, int]:
        """Translate a span of `source` to one of `text`; what lies within a word cuts it."""
        first = bisect_right(self.closes, start)
        last = bisect_left(self.opens, end)
        if first >= last:
            return 0, 0
        begins = self.starts[first] + self._inside(first, start)
        rest = self._inside(last - 1, end)
        return begins, self.starts[last - 1] + rest if rest else self._end(last - 1)

    def _word_at(self, place: int) -> int:
        return max(bisect_right(self.starts, place) - 1, 0)

    def _end(self, word: int) -> int:
        if word + 1 == len(self.starts):
            return len(self.text)
        following = self.starts[word + 1]
        return following - (self.text[following - 1] == " ")

    def _is_even(self, word: int) -> bool:
        return self.closes[word] - self.opens[word] == self._end(word) - self.starts[word]

    def _inside(self, word: int, place: int) -> int:
        """Say how far into a word a place of `source` lies; 0 when outside, or uneven."""
        begins, ends = self.opens[word], self.closes[word]
        return place - begins if begins < place < ends and self._is_even(word) else 0

    def _inner_span(self, word: int, start: int, end: int) -> tuple[int, int]:
        begins, ends = self.opens[word], self.closes[word]
        if self._is_even(word):
            shift = begins - self.starts[word]
            return max(begins, start + shift), min(ends, end + shift)
        return begins, ends


def words_of(text: str) -> Words:
    """Take the words out of a text."""
    parts: list[str] = []
    starts, opens, closes = array("I"), array("I"), array("I")
    size, after_number = 0, False
    for token in _TOKEN.finditer(text):
        word = _WRITE[token.lastgroup](token[0])
        if not word:
            continue
        if after_number and word[0].isdigit():
            parts.append(" ")
            size += 1
        parts.append(word)
        starts.append(size)
        opens.append(token.start())
        closes.append(token.end())
        size += len(word)
        after_number = word[-1].isdigit()
    return Words(text, "".join(parts), starts, opens, closes)


def _word(word: str) -> str:
    if word.isascii():
        return word.lower().replace("`", "'").replace(" ", "")
    seen = unpiled(_UNSEEN.sub("", word.translate(_APOSTROPHES)))
    folded = unicodedata.normalize("NFKC", seen)
    folded = folded.replace(" 's", "'s")  # where a link ends before it
    return unicodedata.normalize("NFKC", folded.casefold())


def _sign(sign: str) -> str:
    return unicodedata.normalize("NFKC", sign.translate(_SIGNS))


def _number(number: str) -> str:
    """Write a number one way: "1,000" and "1 000" as 1000, "3,5" as 3.5; "1.000" stays."""
    if number.isdecimal() and number.isascii():
        return number
    plain = _GROUPING.sub("", number).replace("\u066b", ".").replace("\u066c", ",")
    plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)
    return _without_groups(plain)


def _without_groups(number: str) -> str:
    separators = [character for character in number if character in ",."]
    if not separators:
        return number
    *_, last = separators
    whole, _, rest = number.rpartition(last)
    if len(set(separators)) == 2:
        return f"{whole.replace(',', '').replace('.', '')}.{rest}"
    groups = number.split(last)
    in_threes = len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    if in_threes and groups[0] != "0" and (last == "," or len(separators) > 1):
        return "".join(groups)
    return number.replace(",", ".")


_WRITE = {"word": _word, "unspaced": _word, "sign": _sign, "number": _number}
