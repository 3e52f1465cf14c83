"""Verdicts, and the versions readers have had of them."""

import hashlib

from factcheck.document import Document
from factcheck.workflow import State
from tests.benchmarks.populate.checks import WITHDRAWAL, write_check
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
_UNJUDGED = (State.PARKED, State.REJECTED, State.NOT_CHECKABLE)


class Ledger:
    """Writes what became of drafts."""

    def __init__(self, rows: Rows, dice: Dice, ratings: list[tuple[int, Document]]) -> None:
        """Write into ``rows``; ``ratings`` are primary keys and what documents say of them."""
        self._rows, self._dice, self._ratings = rows, dice, ratings

    def write(self, draft: Draft, voice: Voice) -> None:
        """Write the verdict of a draft, its publications and corrections, and its check."""
        published = self._publish(draft, voice)
        edited = [draft.created, draft.created + HOUR, *(at - 3 * HOUR for at in published[1:])]
        if draft.fate.is_being_corrected:
            edited.append(published[-1] + HOUR)
            self._correct(draft, voice, 0, edited[-1])
        withdrawn = self._withdraw(draft, published[-1]) if draft.fate.is_withdrawn else None
        for revision, at in enumerate(edited, start=1):
            self._rows.add(
                "factcheck.Contribution", draft.id * 8 + revision, draft.id, draft.desk.reporter,
                revision, stamp(at),
            )  # fmt: skip
        self._write_verdict(draft, len(edited), max(edited[-1], *published, withdrawn or 0, 0))
        if published:
            public_id = self._dice.public_id(published[0])
            write_check(self._rows, draft, public_id, published, withdrawn)

    def _publish(self, draft: Draft, voice: Voice) -> list[float]:
        """Write every version and the corrections between; return when they appeared."""
        corrections: list[Document] = []
        published: list[float] = []
        at = draft.created + self._dice.random() * 3 * DAY + 12 * HOUR
        for version in range(1, draft.fate.versions + 1):
            if version > 1:
                at += (ENDS.timestamp() - at) * self._dice.random() * 0.6
                corrections.append(self._correct(draft, voice, version, at - 3 * HOUR, at))
            is_last = version == draft.fate.versions
            made = document(
                draft,
                version=version,
                rating=draft.rating[1] if is_last else self._rating(),
                explanation=draft.explanation if is_last else _without_end(draft.explanation),
                # In the document it led to, a correction still waits.
                corrections=[
                    row | {"published_at": None} if row["version"] == version else row
                    for row in corrections
                ],
            )
            self._write_publication(draft, version, made, at)
            published.append(at)
        return published

    def _rating(self) -> Document:
        return self._ratings[self._dice.skewed(len(self._ratings))][1]

    def _write_publication(self, draft: Draft, version: int, made: Document, at: float) -> None:
        json, who = canonical(made), draft.desk
        self._rows.add(
            "factcheck.Publication", draft.id * 4 + version - 1, self._dice.public_id(at),
            draft.id, version, version + 1, escaped(json.decode()), _sha256(json),
            who.reporter, stamp(at - 2 * HOUR), who.editor, stamp(at - HOUR), who.publisher,
            stamp(at),
        )  # fmt: skip

    def _correct(
        self, draft: Draft, voice: Voice, version: int, created: float, at: float | None = None
    ) -> Document:
        """Write the correction that led to a version (0: it waits) and describe it."""
        dice = self._dice
        public_id, kind, cause = dice.public_id(created), dice.choice(_KINDS), dice.choice(_CAUSES)
        wrong, changed = f"{voice.say('wrong')}.", f"{voice.say('changed')}."
        published_at = stamp(at) if at else None
        publication = draft.id * 4 + version - 1 if version else None
        self._rows.add(
            "factcheck.Correction", draft.id * 5 + version, public_id, draft.id, publication,
            kind, cause, wrong, changed, "", draft.desk.publisher, stamp(created), published_at,
        )  # fmt: skip
        return {
            "id": public_id,
            "kind": kind,
            "cause": cause,
            "was_wrong": wrong,
            "what_changed": changed,
            "why": "",
            "version": version,
            "published_at": published_at,
        }

    def _withdraw(self, draft: Draft, published: float) -> float:
        """Write the retraction; return when the check was withdrawn."""
        at = published + (ENDS.timestamp() - published) * self._dice.random()
        self._rows.add(
            "factcheck.Correction", draft.id * 5, self._dice.public_id(at), draft.id, None,
            "retraction", "editor_error", WITHDRAWAL, "", "", draft.desk.publisher, stamp(at),
            stamp(at),
        )  # fmt: skip
        return at

    def _write_verdict(self, draft: Draft, revision: int, changed: float) -> None:
        state, judged = draft.fate.state, draft.fate.state not in _UNJUDGED
        in_review: tuple[str | int | None, ...] = (None, "", None, None)
        approved: tuple[str | int | None, ...] = (None, None, None, None)
        if state in (State.IN_REVIEW, State.APPROVED):
            changed = draft.created + DAY
            in_review = self._submitted(draft, changed)
        if state == State.APPROVED:
            changed += DAY
            ahead = stamp(ENDS.timestamp() + 20 * DAY) if draft.fate.is_scheduled else None
            who = draft.desk
            approved = who.editor, stamp(changed), ahead, who.publisher if ahead else None
        self._rows.add(
            "factcheck.Verdict", draft.id, draft.id, draft.rating[0] if judged else None,
            draft.reason if judged else "", escaped(draft.explanation) if judged else "",
            draft.confidence, "", draft.asked_whom, draft.asked_on, draft.answer, state.value,
            revision, None, *in_review, *approved, stamp(changed),
        )  # fmt: skip

    def _submitted(self, draft: Draft, at: float) -> tuple[str | int, ...]:
        """Return the columns of a verdict in review: document, hash, by whom and when."""
        made = document(
            draft,
            version=1,
            rating=draft.rating[1],
            explanation=draft.explanation,
            corrections=[],
        )
        json = canonical(made)
        return escaped(json.decode()), _sha256(json), draft.desk.reporter, stamp(at)


def _without_end(explanation: str) -> str:
    """Return an earlier state of an explanation: all but its last paragraph, if there are two."""
    return explanation.rpartition("\n\n")[0] or explanation


def _sha256(json: bytes) -> str:
    return hashlib.sha256(json).hexdigest()
