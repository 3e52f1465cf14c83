"""What a reporter writes about an article of the demo press: three claims, and one we have."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """A claim in a sentence of the article, and the verdict on it.

    Without a ``stance`` its evidence is that of another claim.
    """

    words: str
    statement: str
    claimant: str
    rating: str
    reason: str
    page: str
    stance: str = ""
    shows: str = ""


STAFF = Told(
    words="a mere few dozen",
    statement="Rostec has reduced its staff in Venezuela to a few dozen.",
    claimant="PanAm Post",
    rating="Half true",
    reason="All accounts go back to one report, and Rostec denies it.",
    page="rostec-accounts",
    stance="gives context",
    shows="Four accounts of the number, side by side.",
)
GIFTS = Told(
    words="17,000 dollars",
    statement="Rosneft made gifts of more than 17,000 dollars to the government of Venezuela.",
    claimant="PanAm Post",
    rating="Unproven",
    reason="One article alone gives the figure, and it names no source.",
    page="rosneft-arithmetic",
    stance="refutes the claim",
    shows="What the figure comes to a year.",
)
PEOPLE = Told(
    words="removed most of their people",
    statement="Russia has removed most of its people from Venezuela.",
    claimant="Donald Trump",
    rating="Unproven",
    reason="He says that Russia told him so; nobody in Moscow had said it.",
    page="rostec-accounts",
)
CLAIMS = (STAFF, GIFTS, PEOPLE)

KNOWN_WORDS = "Serguéi Lavrov agreed"
KNOWN = (
    "Colombia's foreign minister Carlos Holmes Trujillo and Serguéi Lavrov agreed to support "
    "political and diplomatic reforms in Venezuela."
)
"""A claim we have from elsewhere, which the article says again."""

NEW_SUM = "17 million dollars"
"""What the press makes of the gifts, once it edits the page."""
