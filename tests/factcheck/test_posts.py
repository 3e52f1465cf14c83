"""What a pasted post says, by whom and when."""

from datetime import date
from time import process_time

import pytest

from factcheck.posts import Post, read_post


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("They left!", Post("They left!")),
        ("“They left!”", Post("They left!")),
        (
            "They left! — A Person (@aperson) March 3, 2019",
            Post("They left!", "A Person (@aperson)", date(2019, 3, 3)),
        ),
        (
            "Se fueron — Una Persona (@una_persona) 3 de marzo de 2019",
            Post("Se fueron", "Una Persona (@una_persona)", date(2019, 3, 3)),
        ),
        ("They left! — A Person (@aperson)", Post("They left!", "A Person (@aperson)")),
        ("They left — all of them (@all)  —", Post("They left", "all of them (@all)")),
        ("A — B — C (@c) May 2019", Post("A — B", "C (@c)")),
        ("a (@b) c", Post("a (@b) c")),
        ("", Post("")),
    ],
)
def test_a_signature_is_told_from_the_words(text: str, post: Post) -> None:
    assert read_post(text) == post


def test_a_text_that_is_nearly_signed_in_many_ways_is_read_in_one_pass() -> None:
    def reading(spaces: int) -> float:
        gap = " " * spaces
        began = process_time()
        for _ in range(20):
            read_post("words " * 9 + "--" + gap[:60] + "(@a)" + gap + "x(x")
        return process_time() - began

    reading(10)
    assert reading(110) < 40 * max(reading(55), 1e-4)


def test_a_signature_is_looked_for_at_the_end_only() -> None:
    text = "They left! — A Person (@aperson) March 3, 2019" + " and more" * 100
    assert read_post(text).author == ""
