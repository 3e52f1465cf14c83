"""Keeping blocks from here to here, and the text that follows from it."""

import pytest

from sources.reading.article import ReadingError, join, keep
from sources.reading.pasted import read_text

PAGE = """Menu
Home

The mayor leaves the town hall for good

The mayor left the town hall on Monday, a spokeswoman said.
She did not say where he had gone or when he would return.

- Advertisement -

Nobody in the town expects him back before the summer ends.
"""


def test_an_editor_keeps_blocks_from_here_to_here() -> None:
    article = read_text(PAGE)
    assert [block.kept for block in article.blocks] == [False, True, True, True, False, True]

    chosen = keep(article, [(2, 2), (4, 5)])

    assert chosen.text == (
        "The mayor left the town hall on Monday, a spokeswoman said.\n\n"
        "- Advertisement -\n\n"
        "Nobody in the town expects him back before the summer ends."
    )
    assert [block.reason for block in chosen.blocks] == [
        article.blocks[0].reason,
        "left out by hand",
        "the story",
        "left out by hand",
        "kept by hand",
        "the story",
    ]
    assert (chosen.title, chosen.raw) == (article.title, article.raw)


def test_keeping_what_is_proposed_changes_nothing() -> None:
    article = read_text(PAGE)

    assert keep(article, [(1, 3), (5, 5)]) == article


@pytest.mark.parametrize("ranges", [[(0, 6)], [(-1, 2)], [(3, 2)]])
def test_a_range_outside_the_article_is_refused(ranges: list[tuple[int, int]]) -> None:
    with pytest.raises(ReadingError, match="the article has blocks 0 to 5"):
        keep(read_text(PAGE), ranges)


def test_keeping_nothing_is_refused() -> None:
    with pytest.raises(ReadingError, match="keep at least one block"):
        keep(read_text(PAGE), [])


def test_neighbours_are_joined_as_they_stood_and_others_as_paragraphs() -> None:
    assert join("one\ntwo\n \nthree", [(0, 3), (4, 7)]) == "one\ntwo"
    assert join("one\ntwo\n \nthree", [(0, 3), (10, 15)]) == "one\n\nthree"
    assert join("one", []) == ""
