"""Draw each card once and keep it, by what stands on it."""

from collections.abc import Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.storage.base import Storage

from factcheck.cards.contents import Card, card_of
from factcheck.models import Publication
from newsroom.jobs.queue import Store, enqueue

KIND = "factcheck.draw_card"
END = b"IEND\xaeB`\x82"  # of every whole PNG


def ask_for_card(publication: Publication) -> None:
    """Let a worker draw the card of a publication, once the caller's transaction is through."""
    enqueue(kind=KIND, payload={"publication": publication.pk}, key=str(publication.public_id))


def draw_card(payload: Mapping[str, Any]) -> Store | None:
    """Do the job. Done again it finds the picture and leaves it alone."""
    picture_of(card_of(Publication.objects.get(pk=payload["publication"])))
    return None


def picture_of(card: Card) -> bytes:
    """Return the PNG of a card: the kept one, or one that is drawn and kept now."""
    storage, name = card_storage(), f"{card.key[:2]}/{card.key}.png"
    try:
        with storage.open(name) as file:
            kept: bytes = file.read()
    except FileNotFoundError:
        pass  # never drawn, lost, or taken away by somebody who found half of it
    else:
        if kept.endswith(END):
            return kept
        storage.delete(name)  # half of it: the disk was full, or somebody is still writing
    from factcheck.cards.drawing import draw  # noqa: PLC0415 - fonts are for who draws

    drawn = draw(card)
    storage.save(name, ContentFile(drawn))
    return drawn


def card_storage() -> Storage:
    """Return where the pictures are kept. Whatever is lost is drawn again."""
    return storages["cards"]
