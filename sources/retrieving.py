"""Read the article out of a fetched page: the job behind filing a source by its address."""

from collections.abc import Mapping
from typing import Any

import structlog
from django.utils.translation import gettext as _

from newsroom.jobs.queue import Store
from sources.actions import store_reading
from sources.bodies import read_body
from sources.models import Link, Retrieval
from sources.reading.article import Article, ReadingError
from sources.reading.page import read_html

_UNREADABLE = "The page was fetched but could not be read as an article. Paste its text instead."

log = structlog.get_logger(__name__)


def read_article(payload: Mapping[str, Any]) -> Store:
    """Read the kept body (slow) and return what stores the reading, or the reason it failed.

    ``payload``: ``retrieval`` (pk), ``body`` (storage name), ``url`` (where it was found),
    ``access`` (who may read the page).
    """
    wall = _wall(payload.get("access", Link.Access.OPEN))
    try:
        article = read_html(read_body(payload["body"]), url=payload["url"])
    except ReadingError as error:
        reason = f"{wall} {error}".strip()
        return lambda: _fail(payload["retrieval"], reason)
    except Exception:
        # A page that trips the reader would trip it again: the editor is told at once.
        log.exception("article.unreadable", url=payload["url"])
        return lambda: _fail(payload["retrieval"], _UNREADABLE)
    return lambda: _store(payload["retrieval"], article, wall)


def _wall(access: str) -> str:
    """Say that what was read may be a part only, of a page that not everybody may read."""
    if access == Link.Access.OPEN:
        return ""
    said = _(
        "The page is %s: what we were shown may be its beginning only. Compare it with the page "
        "in your browser; if words are missing, paste the whole text."
    )
    return said % Link.Access(access).label


def _waiting(pk: int) -> Retrieval | None:
    waiting = Retrieval.objects.filter(pk=pk, state=Retrieval.State.WAITING)
    return waiting.select_for_update(of=("self",)).select_related("source").first()


def _store(pk: int, article: Article, note: str) -> None:
    if retrieval := _waiting(pk):
        retrieval.note = note
        store_reading(retrieval=retrieval, article=article)


def _fail(pk: int, reason: str) -> None:
    if retrieval := _waiting(pk):
        retrieval.state, retrieval.note = Retrieval.State.FAILED, reason
        retrieval.save(update_fields=["state", "note"])
