"""Notices and bylines: who published it, who published it first, who wrote it."""

import pytest

from sources.reading.names import byline_of, is_about, is_person
from sources.reading.notices import outlet_named, republished_from


@pytest.mark.parametrize(
    ("notice", "original"),
    [
        (
            "This post has been republished with permission from a feed of The Daily Word.",
            "The Daily Word",
        ),
        ("This post has been republished with permission, found on Daily Word.", "Daily Word"),
        ("This article originally appeared in The Daily Word on June 3.", "The Daily Word"),
        ("This story was first published in June 2019 by Ana Ruiz Press.", "Ana Ruiz Press"),
        ("Originally published at https://daily.example.org/a-b.", "https://daily.example.org/a-b"),
        ("Reposted from the Town Crier under a free licence.", "the Town Crier"),
        (
            "Este artículo fue publicado originalmente en El Diario de la Villa.",
            "El Diario de la Villa",
        ),
        ("His novel was originally published in London by Crier.", ""),
        ("The ministry republished the figures on Monday.", ""),
    ],
)
def test_a_notice_names_the_original(notice: str, original: str) -> None:
    assert republished_from(f"A story.\n\n{notice}\n") == original


@pytest.mark.parametrize(
    ("notice", "outlet"),
    [
        ("© 2020 Town Crier - Privacy policy", "Town Crier"),
        ("Copyright © 2018-2020 by The Daily Word. All rights reserved.", "The Daily Word"),
        (
            "Views do not necessarily reflect the opinions of The Daily Word, its owners",
            "The Daily Word",
        ),
        ("Las opiniones no reflejan necesariamente la postura de El Diario.", "El Diario"),
        ("Copyright 2020. All rights reserved.", ""),
        ("Nothing of the kind.", ""),
    ],
)
def test_a_notice_names_the_outlet(notice: str, outlet: str) -> None:
    assert outlet_named(f"A story.\n\n{notice}\nHome")[0] == outlet


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana Ruiz", "Ana Ruiz"),
        ("Por María de la Luz Gómez y Juan Pérez", "María de la Luz Gómez y Juan Pérez"),
        ("By John D. Doe, Jane Roe and Lee Poe | City desk", "John D. Doe, Jane Roe and Lee Poe"),
        ("Ana Ruiz by Ana Ruiz", "Ana Ruiz"),
        ("by ANA RUIZ", "ANA RUIZ"),
        ("By Monday the water had gone", ""),
        ("By June 2019", ""),
        ("Stand by me", ""),
    ],
)
def test_a_byline_names_its_authors(line: str, names: str) -> None:
    assert byline_of(line) == names


def test_a_name_alone_and_a_note_about_it_are_told() -> None:
    assert is_person("Ana Ruiz")
    assert not is_person("Ana")
    assert not is_person("A fine day")
    assert is_about("Ana Ruiz is a reporter based in Lima.", "Ana Ruiz")
    assert is_about("The Crier’s mission is to cry.", "The Crier")
    assert not is_about("Ana Ruiz has denied it.", "Ana Ruiz")
