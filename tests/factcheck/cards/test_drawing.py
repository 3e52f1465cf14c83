from io import BytesIO

import pytest
from PIL import Image, ImageColor

from factcheck.cards.contents import Card
from factcheck.cards.drawing import RATINGS, draw
from factcheck.cards.glyphs import glyph
from tests.factcheck.cards.samples import CARD, card
from tests.factcheck.hostile import HOSTILE

LARGEST = 60_000  # bytes

SAMPLES = {
    "short": card(claim="Grain fell."),
    "very long": card(claim="The harbour moved more than 17,000 tons in May, she said. " * 9),
    "one long word": card(claim="Donaudampfschifffahrtselektrizitätengesellschaft" * 10),
    "Arabic": card(claim="نقل الميناء أكثر من 17,000 طن (في مايو)", claimants="آنا رويز"),
    "Hebrew": card(claim="הנמל העביר יותר מ-17,000 טון, כך אמרה Ana Ruiz."),
    "Devanagari": card(claim="बंदरगाह ने मई में 17,000 टन से अधिक अनाज भेजा"),
    "emoji": card(claim="🚢 Ships “doubled” 📈 in May 👩‍🚀"),
    "nobody named": card(claimants=""),
    "many people": card(claimants=", ".join(["Ana Ruiz of the Harbour Authority"] * 20)),
    "a long rating": card(rating="W" * 60),
    "nothing": card(claim="", claimants="", newsroom="", date=""),
}


def picture(of: Card) -> Image.Image:
    return Image.open(BytesIO(draw(of)))


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_card_has_its_size_weighs_little_and_is_drawn_the_same_again(sample: str) -> None:
    drawn = draw(SAMPLES[sample])
    assert Image.open(BytesIO(drawn)).size == (1200, 630)
    assert len(drawn) <= LARGEST
    assert draw(SAMPLES[sample]) == drawn


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_only_drawn(words: str) -> None:
    assert len(draw(card(claim=words, claimants=words, newsroom=words, rating=words))) <= LARGEST


@pytest.mark.parametrize("shape", RATINGS)
def test_each_rating_has_its_colour_along_the_edge_and_its_mark(shape: str) -> None:
    drawn = picture(card(shape=shape)).convert("RGB")
    assert drawn.getpixel((5, 300)) == ImageColor.getrgb(RATINGS[shape])
    marks = {
        name: glyph(name, 72, ink="#000", paper="#fff").convert("1").tobytes() for name in RATINGS
    }
    assert list(marks.values()).count(marks[shape]) == 1  # told apart in black and white


def test_nothing_is_drawn_outside_the_margins() -> None:
    for one in SAMPLES.values():
        drawn = picture(one).convert("RGB")
        for edge in ((1130, 0, 1200, 630), (21, 0, 80, 630), (0, 600, 1200, 630)):
            colours = drawn.crop(edge).getcolors()
            assert {c for _, c in colours if c != drawn.getpixel((5, 300))} == {(252, 251, 248)}


def test_a_claim_nobody_can_draw_here_is_left_out_and_said_to_be() -> None:
    cjk = card(claim="港は5月に穀物を動かした")
    assert draw(cjk) != draw(card(claim="港は5月に穀物を動かした", instead="Elsewhere."))
    assert draw(cjk) == draw(card(claim="港は全部"))


def test_every_word_of_a_card_shows() -> None:
    plain = draw(CARD)
    for name in ("newsroom", "claim", "claimants", "rating", "date"):
        assert draw(card(**{name: "Other words"})) != plain
