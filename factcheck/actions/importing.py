"""Import claims many at once: look at what rows would do, confirm, and make claims of them."""

from collections.abc import Collection, Sequence

import structlog
from django.db import DatabaseError, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from factcheck.actions.drafting import Attribution, Selection, split_claim
from factcheck.actions.naming import name_claimant
from factcheck.importing.columns import Row
from factcheck.importing.preview import claims_at, key_of, preview
from factcheck.importing.resource import ClaimResource, Given
from factcheck.models import Appearance, Claim, Claimant, ClaimImport, ImportedRow
from factcheck.permissions import Verb, require
from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.refusals import NotAllowed, NotReady, Refusal
from sources.actions import Particulars, accept_text, ensure_link, file_source
from sources.models import Link, Source, SourceText
from sources.outlets import ensure_outlet
from sources.permissions import Verb as SourceVerb
from sources.permissions import require as require_of_sources

State, Outcome = ClaimImport.State, ImportedRow.Outcome

log = structlog.get_logger(__name__)


def require_import(by: User) -> None:
    """Raise ``NotAllowed`` unless ``by`` may file articles and split out claims."""
    require(by, Verb.SPLIT)
    require_of_sources(by, SourceVerb.FILE)


@transaction.atomic
def open_import(
    *, by: User, name: str, rows: Sequence[Row] = (), unread: Sequence[str] = ()
) -> ClaimImport:
    """Keep rows with what each would do, for ``by`` to look at; without rows they are to come."""
    require_import(by)
    batch = ClaimImport.objects.create(name=name[:500], created_by=by, state=State.FETCHING)
    record(actor=by, verb="open an import", target=batch, note=batch.name)
    return fill_import(batch=batch, rows=rows, unread=unread) if rows else batch


@transaction.atomic
def fill_import(
    *, batch: ClaimImport, rows: Sequence[Row], unread: Sequence[str] = ()
) -> ClaimImport:
    """Keep the rows of an import, and what each would do. Three queries for each 500 rows.

    One that was discarded meanwhile stays so.
    """
    if not _is_awaited(batch):
        return batch
    found = list(preview(rows))
    for row in found:
        row.batch = batch
    ImportedRow.objects.bulk_create(found, batch_size=500)
    batch.state, batch.unread = State.PREVIEW, list(unread)
    batch.save(update_fields=["state", "unread"])
    return batch


@transaction.atomic
def fail_import(*, batch: ClaimImport, problem: str) -> None:
    """Note why nothing could be read, unless it was discarded meanwhile."""
    if _is_awaited(batch):
        batch.state, batch.problem = State.FAILED, problem
        batch.save(update_fields=["state", "problem"])


def _is_awaited(batch: ClaimImport) -> bool:
    """Say whether the rows are still to come, and keep it so until the transaction ends."""
    awaited = ClaimImport.objects.filter(pk=batch.pk, state=State.FETCHING)
    return awaited.select_for_update(of=("self",)).first() is not None


@transaction.atomic
def confirm_import(*, by: User, batch: ClaimImport) -> ClaimImport:
    """Let the rows that would be new become claims, in the name of whoever opened the import.

    Raises ``NotAllowed`` for anybody else, and ``NotReady`` when it was confirmed or discarded.
    """
    return _decide(by, batch, "confirm an import", {State.PREVIEW}, State.RUNNING)


@transaction.atomic
def discard_import(*, by: User, batch: ClaimImport) -> ClaimImport:
    """Leave it, also while it is being fetched. Raises what ``confirm_import`` does."""
    undecided = {State.PREVIEW, State.FETCHING}
    return _decide(by, batch, "discard an import", undecided, State.DISCARDED)


def _decide(
    by: User, batch: ClaimImport, verb: str, among: Collection[str], state: ClaimImport.State
) -> ClaimImport:
    require_import(by)
    locked = ClaimImport.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if locked.created_by_id != by.pk:
        raise NotAllowed(_("Whoever opened an import decides about it: %s.") % locked.created_by)
    if locked.state not in among:
        raise NotReady(_("There is nothing to decide: it is %s.") % locked.get_state_display())
    before, locked.state = locked.state, state
    locked.save(update_fields=["state"])
    record(actor=by, verb=verb, target=locked, before=before, after=state)
    return locked


@transaction.atomic
def finish_import(batch: ClaimImport) -> None:
    """Close an import with no row left to do; once."""
    locked = ClaimImport.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if locked.state != State.RUNNING or locked.rows.waiting().exists():
        return
    ClaimImport.objects.filter(pk=batch.pk).update(state=State.DONE, finished_at=Now())
    number = locked.count()
    note = ", ".join(f"{number[outcome]} {outcome}" for outcome in (Outcome.MADE, Outcome.WRONG))
    record(actor=locked.created_by, verb="import", target=locked, after=State.DONE, note=note)


@transaction.atomic
def import_next(batch: ClaimImport, resource: ClaimResource) -> bool:
    """Make a claim of the next row that nobody is at, whole or not at all; False when none is left.

    A row that is refused says why, and the next can follow.
    """
    waiting = batch.rows.waiting().order_by("number")
    row = waiting.select_for_update(skip_locked=True, of=("self",)).first()
    if row is None:
        return False
    try:
        with transaction.atomic():
            row.claim, row.outcome = _claim_of(resource.read(row.given), batch.created_by)
    except Refusal as refusal:
        row.outcome, row.problems = Outcome.WRONG, list(refusal.reasons)
    except (DatabaseError, ValueError):
        log.exception("import.row_failed", batch=str(batch.public_id), row=row.number)
        problem = _("It could not be stored as it stands; ask whoever runs the site.")
        row.outcome, row.problems = Outcome.WRONG, [problem]
    row.save(update_fields=["claim", "outcome", "problems"])
    return True


def _claim_of(given: Given, by: User) -> tuple[Claim, ImportedRow.Outcome]:
    """Return the claim of a row, filed and split out when we do not have it."""
    if given.problems:
        raise Refusal(*given.problems)
    link = Link.objects.select_for_update(of=("self",)).get(pk=ensure_link(given.address).pk)
    known = claims_at([link.url]).get(key_of(link.url, given.statement))
    if known:
        return Claim.objects.get(pk=known), Outcome.KNOWN
    source = Source.objects.filter(link=link).first() or _file(given, by)
    text = source.latest_text if given.quote else None
    claim = split_claim(
        by=by,
        statement=given.statement,
        selection=Selection(text=text, exact=given.quote) if text else None,
        source=source,
        kind=given.kind or (Appearance.Kind.VERBATIM if text else Appearance.Kind.PARAPHRASE),
        attributed_to=_attributions(given, by),
        said=given.said,
        summary=given.summary,
        topics=given.topics,
        language=given.language,
        attribution=given.attribution,
        place=given.place,
        context_note=given.context if text else _with_quote(given),
    )
    return claim, Outcome.MADE


def _file(given: Given, by: User) -> Source:
    """File the article of a row; a text that came with it is frozen as it was read."""
    source = file_source(
        by=by,
        address=given.address,
        text=given.text,
        particulars=Particulars(
            title=given.source_title,
            byline=given.source_byline,
            outlet=ensure_outlet(given.source_outlet) if given.source_outlet else None,
            published=given.source_published,
            language=given.source_language,
        ),
        obtained=SourceText.Obtained.IMPORTED,
    )
    if given.text:
        accept_text(by=by, retrieval=source.retrievals.latest("pk"))
    return source


def _attributions(given: Given, by: User) -> list[Attribution]:
    kind = given.claimant_kind or Claimant.Kind.PERSON
    return [
        Attribution(
            claimant=name_claimant(by=by, name=name, kind=kind), title_held=given.title_held
        )
        for name in given.claimant
    ]


def _with_quote(given: Given) -> str:
    """Keep words whose text we do not have: somebody anchors them once it is there."""
    quoted = _("Quoted as: “%s”") % given.quote if given.quote else ""
    return "\n\n".join(part for part in (given.context, quoted) if part)
