"""A card to draw, and ways to change it."""

from dataclasses import replace

from factcheck.cards.contents import Card

CARD = Card(
    newsroom="Fact desk",
    claim="The harbour moved more than 17,000 tons of grain in May",
    claimants="Ana Ruiz",
    rating="Mostly true",
    shape="mostly-true",
    date="22 November 2026",
    instead="What was claimed stands on the page.",
)


def card(**words: str) -> Card:
    return replace(CARD, **words)
