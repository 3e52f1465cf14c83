"""Verdicts, the versions readers have had of them, and how their checks stand."""

import hashlib

from factcheck.document import Document
from factcheck.health import overall
from factcheck.workflow import State
from tests.benchmarks.populate.dice import Dice, stamp
from tests.benchmarks.populate.documents import canonical, document
from tests.benchmarks.populate.drafts import Draft
from tests.benchmarks.populate.pages import DAY
from tests.benchmarks.populate.rows import Rows, escaped
from tests.benchmarks.populate.scale import ENDS
from tests.benchmarks.populate.voice import Voice

HOUR = 3_600
_KINDS = ("correction", "clarification", "update", "evidence_replaced")
_CAUSES = ("editor_error", "new_evidence", "source_changed", "reader_report")


class Ledger:
    """Writes what became of drafts."""

    def __init__(self, rows: Rows, dice: Dice, ratings: list[tuple[int, Document]]) -> None:
        """Write into ``rows``; ``ratings`` are primary keys and what documents say of them."""
        self._rows, self._dice, self._ratings = rows, dice, ratings

    def write(self, draft: Draft, voice: Voice) -> None:
        """Write the verdict of a draft, its publications and corrections, and its check."""
        made = self._publish(draft, voice)
        corrections, published = made
        self._write_contributions(draft, published)
        self._write_verdict(draft, corrections, published)
        if published:
            self._write_check(draft, published, self._withdrawn_at(draft, published[-1]))
        if draft.fate.is_being_corrected:
            self._correct(draft, voice, 0, published[-1] + HOUR, None)

    def _publish(self, draft: Draft, voice: Voice) -> tuple[list[Document], list[float]]:
        """Write every version; return the corrections so far and when versions appeared."""
        corrections: list[Document] = []
        published: list[float] = []
        at = draft.created + self._dice.random() * 3 * DAY + 12 * HOUR
        for version in range(1, draft.fate.versions + 1):
            is_last = version == draft.fate.versions
            if version > 1:
                at += (ENDS.timestamp() - at) * self._dice.random() * 0.6
                pending = self._correct(draft, voice, version, at - 3 * HOUR, at)
                corrections.append(pending | {"published_at": None})
            made = document(
                draft,
                version=version,
                rating=draft.rating[1] if is_last else self._rating()[1],
                explanation=draft.explanation if is_last else _without_end(draft.explanation),
                corrections=list(corrections),
            )
            if version > 1:
                corrections[-1] = pending
            self._write_publication(draft, version, made, at)
            published.append(at)
        return corrections, published

    def _rating(self) -> tuple[int, Document]:
        return self._ratings[self._dice.skewed(len(self._ratings))]

    def _write_publication(self, draft: Draft, version: int, made: Document, at: float) -> None:
        json = canonical(made)
        who = draft.desk
        self._rows.add(
            "factcheck.Publication", draft.id * 4 + version - 1, self._dice.public_id(at),
            draft.id, version, version + 1, escaped(json.decode()), sha256(json),
            who.reporter, stamp(at - 2 * HOUR), who.editor, stamp(at - HOUR), who.publisher,
            stamp(at),
        )  # fmt: skip

    def _correct(
        self, draft: Draft, voice: Voice, version: int, created: float, at: float | None
    ) -> Document:
        """Write the correction that led to a version (0: it waits) and describe it."""
        dice = self._dice
        made = {
            "id": dice.public_id(created),
            "kind": dice.choice(_KINDS),
            "cause": dice.choice(_CAUSES),
            "was_wrong": f"{voice.say('wrong')}.",
            "what_changed": f"{voice.say('changed')}.",
            "why": "",
            "version": version,
            "published_at": stamp(at) if at else None,
        }
        publication = draft.id * 4 + version - 1 if version else None
        self._rows.add(
            "factcheck.Correction", draft.id * 5 + version, made["id"], draft.id, publication,
            made["kind"], made["cause"], made["was_wrong"], made["what_changed"], "",
            draft.desk.publisher, stamp(created), made["published_at"],
        )  # fmt: skip
        return made

    def _write_contributions(self, draft: Draft, published: list[float]) -> None:
        times = [draft.created, *(at - 3 * HOUR for at in published[1:])]
        for revision, at in enumerate(times, start=1):
            self._rows.add(
                "factcheck.Contribution", draft.id * 4 + revision - 1, draft.id,
                draft.desk.reporter, revision, stamp(at),
            )  # fmt: skip

    def _write_verdict(
        self, draft: Draft, corrections: list[Document], published: list[float]
    ) -> None:
        fate, who = draft.fate, draft.desk
        json = digest = submitted = approved = scheduled = None
        if fate.state in (State.IN_REVIEW, State.APPROVED):
            made = document(
                draft,
                version=1,
                rating=draft.rating[1],
                explanation=draft.explanation,
                corrections=corrections,
            )
            bytes_ = canonical(made)
            json, digest, submitted = escaped(bytes_.decode()), sha256(bytes_), draft.created + DAY
            approved = submitted + DAY if fate.state == State.APPROVED else None
            scheduled = ENDS.timestamp() + 20 * DAY if fate.is_scheduled else None
        is_judged = fate.state not in (State.PARKED, State.REJECTED, State.NOT_CHECKABLE)
        changed = max([draft.created + HOUR, submitted or 0, approved or 0, *published])
        self._rows.add(
            "factcheck.Verdict", draft.id, draft.id, draft.rating[0] if is_judged else None,
            draft.reason if is_judged else "", escaped(draft.explanation) if is_judged else "",
            draft.confidence, "", draft.asked_whom, draft.asked_on, draft.answer,
            fate.state.value, max(2, fate.versions + 1), None, json, digest or "",
            who.reporter if submitted else None, stamp(submitted) if submitted else None,
            who.editor if approved else None, stamp(approved) if approved else None,
            stamp(scheduled) if scheduled else None, who.publisher if scheduled else None,
            stamp(changed),
        )  # fmt: skip

    def _withdrawn_at(self, draft: Draft, published: float) -> float | None:
        if not draft.fate.is_withdrawn:
            return None
        at = published + (ENDS.timestamp() - published) * self._dice.random()
        self._rows.add(
            "factcheck.Correction", draft.id * 5, self._dice.public_id(at), draft.id, None,
            "retraction", "editor_error", _WITHDRAWAL, "", "", draft.desk.publisher, stamp(at),
            stamp(at),
        )  # fmt: skip
        return at

    def _write_check(self, draft: Draft, published: list[float], withdrawn: float | None) -> None:
        rows, pages, passages = self._rows, draft.pages(), draft.passages()
        links, words = [page.state for page in pages], [p.standing for p in passages]
        looked = [page.looked for page in pages]
        oldest = None if None in looked else min(at for at in looked if at)
        state = canonical({"links": links, "passages": words}).decode()
        publisher = draft.desk.publisher if withdrawn else None
        countersigned = draft.desk.editor if withdrawn and draft.id % 3 else None
        rows.add(
            "factcheck.Check", draft.id, self._dice.public_id(published[0]), draft.slug, draft.id,
            draft.id * 4 + len(published) - 1, stamp(published[0]),
            stamp(withdrawn or published[-1]), stamp(withdrawn) if withdrawn else None,
            _WITHDRAWAL if withdrawn else "", publisher, countersigned, "",
            overall(links, words), 2, escaped(state), stamp(oldest) if oldest else None,
            draft.rating[1]["key"], draft.language,
        )  # fmt: skip
        speakers = dict.fromkeys(row.speaker.id for row in draft.parts)
        sources = dict.fromkeys(article.id for article in draft.articles)
        rows.add_pairs("factcheck.Check.claimants", draft.id * 4, draft.id, speakers)
        topics = (topic for topic, _, _ in draft.topics)
        rows.add_pairs("factcheck.Check.topics", draft.id * 4, draft.id, topics)
        rows.add_pairs("factcheck.Check.sources", draft.id * 4, draft.id, sources)
        rows.add_pairs("factcheck.Check.links", draft.id * 10, draft.id, (p.id for p in pages))
        rows.add_pairs("factcheck.Check.passages", draft.id * 4, draft.id, (p.id for p in passages))


_WITHDRAWAL = "The check rested on a document that proved to be a forgery."


def _without_end(explanation: str) -> str:
    """Return an earlier state of an explanation: all but its last paragraph, if there are two."""
    return explanation.rpartition("\n\n")[0] or explanation


def sha256(json: bytes) -> str:
    """Return the hex SHA-256 of bytes."""
    return hashlib.sha256(json).hexdigest()
