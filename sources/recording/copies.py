"""Copies of pages: kept at the baseline and at each text the page changes to, each text once.

A change that counts for nothing (a counter, a date) is none. Of a page that never stops changing
the oldest copies give way, but for those that led to a transition.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from functools import partial

from django.db import connection, transaction

from sources.bodies import keep_body, remove_body
from sources.linkcheck.drift import content_of
from sources.linkcheck.result import ANSWERED, LookResult
from sources.linkcheck.states import Content
from sources.models import Link, Snapshot

REREAD = ("text", "text_sha256", "extractor")
CHANGED = (Content.MINOR, Content.DRIFTED)
KEPT = 50
"""So many copies of a page's changes."""

_PRUNE = """
    DELETE FROM sources_snapshot WHERE id IN (
        SELECT id FROM (
            SELECT id, row_number() OVER (PARTITION BY link_id ORDER BY id DESC) AS nth
              FROM sources_snapshot AS copy
             WHERE link_id = ANY(%s) AND kind = 'change' AND taken_down_at IS NULL
               AND NOT EXISTS (
                   SELECT FROM sources_transition t JOIN sources_look look ON look.id = t.look_id
                    WHERE t.link_id = copy.link_id AND look.text_sha256 = copy.text_sha256)
        ) AS copies WHERE nth > %s
    ) RETURNING body
"""


class Copies:
    """What is kept of some links' pages, and what one round of looks adds to it.

    Of a page of which a copy was taken down, nothing more is ever kept.
    """

    def __init__(self, links: Iterable[int]) -> None:
        """Recall which texts of ``links`` are kept already. Costs a query."""
        self._texts: defaultdict[int | None, set[str]] = defaultdict(set)
        self._forbidden: set[int | None] = set()
        self._new: list[Snapshot] = []
        self._baselines: list[tuple[Link, Snapshot]] = []
        self._reread: list[Snapshot] = []
        known = Snapshot.objects.filter(link__in=links).order_by()
        for link, kind, text, taken_down in known.values_list(
            "link_id", "kind", "text_sha256", "taken_down_at"
        ):
            if taken_down:
                self._forbidden.add(link)
            elif kind != Snapshot.Kind.UPLOAD:
                self._texts[link].add(text)

    def may_keep(self, link: Link) -> bool:
        """Say whether anything of the page may be kept."""
        return link.pk not in self._forbidden

    def take(self, link: Link, result: LookResult) -> None:
        """Note what is to be kept of a look; ``save`` does it."""
        answered = result.outcome in ANSWERED and result.text is not None
        if not answered or not self.may_keep(link):
            return
        if link.baseline and link.baseline.extractor != (result.extractor or ""):
            self._refresh(link, link.baseline, result)
        elif link.baseline is None:
            self._rebase(link, result)
        is_changed = content_of(result)[0] in CHANGED
        if link.baseline and is_changed and result.text_sha256 not in self._texts[link.pk]:
            self._copy(link, result, Snapshot.Kind.CHANGE)

    def _refresh(self, link: Link, baseline: Snapshot, result: LookResult) -> None:
        """Take over the baseline as today's extractor reads it; begin anew if it cannot."""
        if result.baseline_text is None:
            self._rebase(link, result)
            return
        baseline.text = result.baseline_text
        baseline.text_sha256 = hashlib.sha256(baseline.text.encode()).hexdigest()
        baseline.extractor = result.extractor or ""
        self._texts[link.pk].add(baseline.text_sha256)
        self._reread.append(baseline)

    def _rebase(self, link: Link, result: LookResult) -> None:
        if copy := self._copy(link, result, Snapshot.Kind.BASELINE):
            self._baselines.append((link, copy))
            link.etag = (result.etag or "")[:500]
            link.last_modified = (result.last_modified or "")[:100]

    def _copy(self, link: Link, result: LookResult, kind: Snapshot.Kind) -> Snapshot | None:
        if result.body is None:
            return None
        name, digest = keep_body(result.body)
        copy = Snapshot(
            link=link,
            kind=kind,
            title=(result.title or "")[:500],
            text=result.text or "",
            text_sha256=result.text_sha256 or "",
            body=name,
            body_sha256=digest,
            media_type=(result.content_type or "")[:100],
            extractor=result.extractor or "",
        )
        self._texts[link.pk].add(copy.text_sha256)
        self._new.append(copy)
        return copy

    def save(self) -> None:
        """Store what was noted, in at most three statements; links get their baselines."""
        Snapshot.objects.bulk_create(self._new)
        if full := [copy.link_id for copy in self._new if len(self._texts[copy.link_id]) > KEPT]:
            _prune(full)
        for link, baseline in self._baselines:
            link.baseline = baseline
        if self._reread:
            Snapshot.objects.bulk_update(self._reread, REREAD)


def _prune(links: list[int | None]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_PRUNE, [links, KEPT])
        bodies = {name for (name,) in cursor.fetchall() if name}
    transaction.on_commit(partial(_remove_unused, bodies), robust=True)


def _remove_unused(bodies: set[str]) -> None:
    """Remove files, but for those that another copy shares: equal bodies are stored once."""
    shared = Snapshot.objects.filter(body__in=bodies).values_list("body", flat=True)
    for name in bodies.difference(shared):
        remove_body(name)
