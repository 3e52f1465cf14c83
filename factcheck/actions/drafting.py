"""Judge a claim, attach evidence: everything that happens to a draft once it is split out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from factcheck.actions.moving import UNAPPROVED, amend, check_revision, lock
from factcheck.findable import show_to_desk
from factcheck.models import (
    Appearance,
    Claim,
    Claimant,
    ClaimClaimant,
    Evidence,
    Figure,
    Rating,
    Verdict,
)
from factcheck.permissions import Verb, require
from factcheck.workflow import Move, State
from newsroom.accounts.models import User
from newsroom.refusals import NotReady, Refusal
from sources.actions import ensure_link, keep_document, quote, watch
from sources.models import Link, Passage, Snapshot, Source, SourceText
from sources.uploads import Upload

# A form carries every text twice, and must stay below what a browser may send us.
LONGEST_TEXT = 100_000


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Words chosen in a frozen text: the exact words, and where, when they occur twice."""

    text: SourceText
    exact: str
    start: int | None = None
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, kw_only=True)
class Attribution:
    """Somebody who makes the claim (or is cited for it), with the title held at the time."""

    claimant: Claimant
    part: str = ClaimClaimant.Part.SPEAKER
    title_held: str = ""


def save_valid(row: models.Model) -> None:
    """Save ``row`` after Django's own validation; its messages become one ``Refusal``."""
    refuse_invalid([row])
    row.save()


def create_valid(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model, all or none, with the refusals of ``save_valid``. One query.

    What the database holds, it judges alone; only what it will not have is asked about again, for
    the sentence that says why. Refers to nothing that a form would have to look up.
    """
    if not rows:
        return
    model = type(rows[0])
    related = {field.name for field in model._meta.fields if field.is_relation}
    refuse_invalid(rows, exclude=related, validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            model._default_manager.bulk_create(rows)  # noqa: SLF001 - of any model
    except IntegrityError:
        refuse_invalid(rows)
        raise


def refuse_invalid(rows: Iterable[models.Model], **kept: Any) -> None:
    """Raise the messages of Django's validation of ``rows`` as a ``Refusal``, of the first first.

    ``kept`` goes to ``full_clean``.
    """
    for row in rows:
        if too_long := [field for field in row._meta.fields if _is_too_long(row, field)]:
            raise Refusal(
                *(
                    _("%(what)s: at most %(most)d characters, please.")
                    % {"what": field.verbose_name, "most": LONGEST_TEXT}
                    for field in too_long
                )
            )
        try:
            row.full_clean(**kept)
        except ValidationError as error:
            labels = {field.name: f"{field.verbose_name}: " for field in row._meta.fields}
            raise Refusal(
                *(
                    f"{labels.get(name, '')}{message}"
                    for name, messages in error.message_dict.items()
                    for message in messages
                )
            ) from error


def _is_too_long(row: models.Model, field: models.Field[Any, Any]) -> bool:
    value = getattr(row, field.attname)
    return isinstance(value, str) and len(value) > LONGEST_TEXT


def passage_of(selection: Selection) -> Passage:
    """Anchor the chosen words. Raises ``Conflict`` when they are not at that place."""
    return quote(
        text=selection.text,
        exact=selection.exact,
        start=selection.start,
        prefix=selection.prefix,
        suffix=selection.suffix,
    )


def appear(claim: Claim, source: Source, passage: Passage | None, **particulars: Any) -> Appearance:
    """Add where the claim stands, in a transaction that has opened it to that."""
    appearance = Appearance(claim=claim, source=source, passage=passage, **particulars)
    save_valid(appearance)
    return appearance


@transaction.atomic
def edit(*, by: User, claim: Claim, revision: int | None = None) -> Verdict:
    """Open the draft for a change in the caller's transaction, and return its locked verdict.

    An approval or a review ends here, the revision goes up, and ``by`` is noted as somebody who
    may not approve it. Raises ``Conflict`` when ``revision`` is not the current one and
    ``NotReady`` when the claim is published (open a correction first) or shelved.
    """
    require(by, Verb.EDIT)
    verdict = lock(claim)
    check_revision(verdict, revision)
    if verdict.state == State.PUBLISHED:
        raise NotReady(_("This verdict is published. Choose “Correct” to open it again."))
    amend(verdict, Move.EDIT, by=by, **UNAPPROVED)
    return verdict


@contextmanager
def redraft(
    *,
    by: User,
    claim: Claim,
    rating: Rating | None = None,
    revision: int | None = None,
    **particulars: Any,
) -> Iterator[Verdict]:
    """Judge, and in the block save what else of the draft has changed, in one transaction.

    Afterwards editors find the claim as it then stands. Raises what ``edit`` raises, and
    ``Refusal`` for what a verdict may not be.
    """
    with transaction.atomic():
        verdict = edit(by=by, claim=claim, revision=revision)
        if rating is not None:
            verdict.rating = rating
        for name, value in particulars.items():
            setattr(verdict, name, value)
        save_valid(verdict)
        yield verdict
        show_to_desk([claim])


def judge(
    *,
    by: User,
    claim: Claim,
    rating: Rating | None = None,
    revision: int | None = None,
    **particulars: Any,
) -> Verdict:
    """Set rating, ``reason``, ``explanation`` and the other columns of the verdict."""
    with redraft(by=by, claim=claim, rating=rating, revision=revision, **particulars) as verdict:
        return verdict


def give_figures(appearance: Appearance, figures: Mapping[str, str]) -> None:
    """Save each figure of a new appearance, by its measure, as the source writes it."""
    for measure, as_written in figures.items():
        save_valid(read_into(Figure(appearance=appearance, measure=measure), as_written))


def read_into(figure: Figure, as_written: str) -> Figure:
    """Set the columns of ``figure`` from what the source writes; nothing is saved."""
    figure.as_written = as_written
    reading = figure.read()
    figure.minimum, figure.maximum = reading.minimum, reading.maximum
    figure.qualifier, figure.unit = reading.qualifier.value, reading.unit
    return figure


@transaction.atomic
def add_evidence(
    *,
    by: User,
    claim: Claim,
    address: str = "",
    upload: Snapshot | None = None,
    **particulars: Any,
) -> Evidence:
    """Attach a page (watched from now on) or an uploaded document to the claim.

    ``particulars``: ``title``, ``stance``, ``shows``, ``kind``, ``is_load_bearing`` … Raises
    ``Refusal`` for an address that is none, such as ``javascript:``.
    """
    edit(by=by, claim=claim)
    evidence = Evidence(claim=claim, upload=upload, position=claim.evidence.count(), **particulars)
    return attach(evidence, address)


def attach(
    evidence: Evidence,
    address: str,
    words: str | None = None,
    *,
    by: User | None = None,
    file: Upload | None = None,
) -> Evidence:
    """Point ``evidence`` at the page of ``address``, save it, and watch the page; in an ``edit``.

    ``words`` are the ones it rests on, from the frozen text of that page; none when empty.
    ``file`` is a picture or PDF of the page, or what stands in its place, uploaded ``by`` somebody.
    Raises ``Refusal`` for an address that is none, and for anything else it may not be.
    """
    evidence.link = ensure_link(address) if address.strip() else None
    if file is not None and by is not None:
        evidence.upload = keep_document(by=by, upload=file, link=evidence.link)
    if words is not None:
        evidence.passage = _words_of(evidence.link, words) if words.strip() else None
    save_valid(evidence)
    if evidence.link:
        watch(links=[evidence.link], cadence=Link.Cadence.DRAFT)
    return evidence


def _words_of(link: Link | None, words: str) -> Passage:
    text = SourceText.objects.filter(source__link=link).order_by("-number").first()
    if link is None or text is None:
        raise Refusal(_("To rest on words of this page, file it as a source first."))
    return quote(text=text, exact=words)
