"""Reading pasted pages: newspapers in general, in English and Spanish."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.dates import Precision
from sources.reading.article import Article, Note, ReadingError
from sources.reading.pasted import address_and_text, read_text

ENGLISH = """\
Skip to content
Friday, 7 August 2026
Town Crier
News
Sport
Opinion
Subscribe

Home » News » Mayor leaves the town hall for good after the flood

Mayor leaves the town hall for good after the flood
She had promised to stay until the bridge was rebuilt.
By Ana Ruiz and John D. Doe
Published: 3 June 2019, 14:30 BST
Updated 4 June 2019
12 comments
Share on Facebook Twitter WhatsApp Email
The mayor, here in May, had promised to stay in the town hall until autumn (Jo Poe/Crier)

The mayor left the town hall on Monday, six weeks after the flood, her spokeswoman said.

“I have done what I could,” she wrote. “The rest is for others to do, and they will.”
A long silence
Read more: Ten pictures of the flood
Advertisement
Nobody in the town expects her back before the summer ends.
- The bridge is still closed.
- The school has moved.
Related stories
Why the river rose so quickly this spring
Bridge to stay closed, minister says
5 May 2019
The council meets on Thursday to choose who follows her.

Ana Ruiz
Ana Ruiz is a reporter who covers the council.

Most read
1. Ten pictures of the flood
2. What the river did to us
Sign up here to get the best of the week in your inbox.
© 2026 Town Crier. All rights reserved.
This site uses cookies so that we know who you are. Read our policy.
"""

ENGLISH_STORY = """\
Mayor leaves the town hall for good after the flood
She had promised to stay until the bridge was rebuilt.

The mayor left the town hall on Monday, six weeks after the flood, her spokeswoman said.

“I have done what I could,” she wrote. “The rest is for others to do, and they will.”
A long silence

Nobody in the town expects her back before the summer ends.
- The bridge is still closed.
- The school has moved.

The council meets on Thursday to choose who follows her."""

SPANISH = """\
El Pregonero
Portada
Sucesos
La alcaldesa deja el ayuntamiento seis semanas después de la riada
Por Ana Ruiz y Juan de la Peña
3 de junio de 2019
Compartir en Facebook Twitter WhatsApp

La alcaldesa dejó el ayuntamiento el lunes, seis semanas después de la riada, según su portavoz.
«He hecho lo que he podido», escribió. «El resto les toca a otros, y lo harán bien».
Publicidad
Lee también: Diez fotos de la riada
El pleno se reúne el jueves para elegir a quien la suceda en el cargo.

Noticias relacionadas
Por qué creció tanto el río
Deja un comentario
Juan dice: nunca me gustó esta alcaldesa, y me alegro mucho de que por fin se vaya.
Suscríbete a nuestro boletín y recíbelo en tu correo
Todos los derechos reservados
"""

SPANISH_STORY = """\
La alcaldesa deja el ayuntamiento seis semanas después de la riada

La alcaldesa dejó el ayuntamiento el lunes, seis semanas después de la riada, según su portavoz.
«He hecho lo que he podido», escribió. «El resto les toca a otros, y lo harán bien».

El pleno se reúne el jueves para elegir a quien la suceda en el cargo."""


def why(article: Article, words: str) -> str:
    """Return why the block with these words was left out."""
    return next(b.reason for b in article.blocks if words in b.text and not b.kept)


def test_an_english_page_is_read() -> None:
    article = read_text(ENGLISH, "https://www.crier.test/news/mayor?utm_source=x")

    assert article.text == ENGLISH_STORY
    assert article.title == "Mayor leaves the town hall for good after the flood"
    assert article.byline == "Ana Ruiz and John D. Doe"
    assert article.published.iso() == "2019-06-03"
    assert not article.published.inferred
    assert article.outlet_name == "Town Crier"
    assert article.outlet_domain == "crier.test"
    assert article.language == "en"
    assert {name for name, f in article.found.items() if f.note is Note.CHECK} == {
        "canonical_url",
        "republished_from",
    }


def test_each_part_left_out_says_why() -> None:
    article = read_text(ENGLISH)

    assert why(article, "Skip to content") == "before the story"
    assert why(article, "WhatsApp") == "share buttons"
    assert why(article, "Jo Poe") == "caption of a picture"
    assert why(article, "Advertisement") == "advertisement"
    assert why(article, "Bridge to stay closed") == "related articles"
    assert why(article, "is a reporter") == "about the author or the outlet"
    assert why(article, "What the river did") == "related articles"
    assert why(article, "your inbox") == "newsletter or subscription"
    assert why(article, "All rights") == "copyright notice"
    assert why(article, "cookies") == "cookie notice"


def test_a_spanish_page_is_read() -> None:
    article = read_text(SPANISH)

    assert article.text == SPANISH_STORY
    assert article.title == "La alcaldesa deja el ayuntamiento seis semanas después de la riada"
    assert article.byline == "Ana Ruiz y Juan de la Peña"
    assert article.published.iso() == "2019-06-03"
    assert article.language == "es"
    assert why(article, "nunca me gustó") == "comments"


def test_a_page_without_furniture_is_kept_whole() -> None:
    story = "\n\n".join(
        line for line in ENGLISH_STORY.split("\n") if line.endswith((".", "”")) and line[0] != "-"
    )

    article = read_text(story)

    assert article.text == story
    assert (article.title, article.byline, article.published.iso()) == ("", "", None)
    assert article.found["title"].note is Note.CHECK


def test_a_short_post_is_kept_whole() -> None:
    assert (
        read_text("No more water in the town\n#flood").text == "No more water in the town\n#flood"
    )


def test_wrapped_lines_stay_as_they_stand() -> None:
    wrapped = (
        "The mayor left the town hall on Monday, six weeks after the flood that closed the\n"
        "Bridge Street school, her spokeswoman said in a statement that she read to reporters\n"
        "in front of it, and she did not say where she had gone or when she would come back."
    )

    assert read_text(wrapped).text == wrapped


@pytest.mark.parametrize(
    ("top", "iso", "reason"),
    [
        ("Friday, 7 August 2026\n" + "Menu\n" * 8, None, "the day the page was looked at"),
        ("3 June 2019\n", "2019-06-03", "a date stands near the story"),
        ("Updated 4 June 2019\n", "2019-06-04", "may be that of a change"),
        ("02/06/2019\n", None, "nothing tells the day from the month"),
        ("", None, "no line of the text looks like a date of publication"),
    ],
)
def test_a_date_is_taken_only_from_where_dates_of_publication_stand(
    top: str, iso: str | None, reason: str
) -> None:
    article = read_text(top + "The mayor left the town hall on Monday, her spokeswoman said.")

    assert article.published.iso() == iso
    assert article.found["published"].note is Note.CHECK
    assert reason in article.found["published"].reason


def test_a_date_of_a_month_stays_one() -> None:
    article = read_text(
        "The long wait for a bridge\nJune 2019\n\nIt has been closed for six weeks now."
    )

    assert article.published.precision is Precision.MONTH


def test_comments_linked_above_the_story_do_not_end_it() -> None:
    article = read_text(
        "The long wait for a bridge\nComments\n\nThe bridge has been closed for six weeks now."
    )

    assert article.text.endswith("six weeks now.")


def test_bytes_and_windows_line_ends_are_read_alike() -> None:
    raw = ENGLISH.replace("\n", "\r\n").encode("utf-8-sig")

    assert read_text(raw) == read_text(ENGLISH)


def test_a_refusal_is_a_sentence() -> None:
    with pytest.raises(ReadingError, match="There is no text to read"):
        read_text(" \n ")


LINES = st.lists(
    st.one_of(st.text(max_size=80), st.sampled_from(ENGLISH.split("\n") + SPANISH.split("\n")))
)


@given(LINES)
def test_whatever_is_pasted_is_covered_by_its_blocks(lines: list[str]) -> None:
    try:
        article = read_text("\n".join(lines))
    except ReadingError:
        return
    position = 0
    for block in article.blocks:
        assert not article.raw[position : block.start].strip()
        assert article.raw[block.start : block.end] == block.text != ""
        position = block.end
    assert not article.raw[position:].strip()
    for block in article.blocks:
        assert not block.kept or block.text in article.text


@pytest.mark.parametrize(
    ("pasted", "address", "text"),
    [
        ("https://a.example.org/x", "https://a.example.org/x", ""),
        (" HTTPS://a.example.org/x\r\n", "HTTPS://a.example.org/x", ""),
        ("https://a.example.org/x\r\n\r\nThe story.\r\nIt ends.", "https://a.example.org/x",
         "The story.\r\nIt ends."),
        ("a.example.org", "https://a.example.org", ""),
        ("a.example.org/x?y=1", "https://a.example.org/x?y=1", ""),
        ("javascript:alert(1)", "javascript:alert(1)", ""),
        ("https://a example.org", "https://a example.org", ""),
        ("Ships came.", "", "Ships came."),
        ("Yes.", "", "Yes."),
        ("BREAKING:ships\nThey came.", "", "BREAKING:ships\nThey came."),
        ("See https://a.example.org/x\nfor more.", "", "See https://a.example.org/x\nfor more."),
        ("a.example.org\nis a site.", "", "a.example.org\nis a site."),
        ("", "", ""),
    ],
)  # fmt: skip
def test_an_address_is_told_from_a_text(pasted: str, address: str, text: str) -> None:
    assert address_and_text(pasted) == (address, text)
