"""Import claims many at once: look at what rows would do, confirm, and make claims of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import structlog
from django.db import DatabaseError, OperationalError, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from factcheck.actions.drafting import Attribution, Selection
from factcheck.actions.naming import Naming, name_claimants
from factcheck.actions.splitting import Split, split_claims
from factcheck.importing.columns import Row
from factcheck.importing.preview import Key, claims_at, key_of, preview
from factcheck.importing.resource import ClaimResource, Given
from factcheck.models import Appearance, Claimant, ClaimImport, ImportedRow
from factcheck.permissions import Verb, require
from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.refusals import NotAllowed, NotReady, Refusal
from sources.actions import Filing, Particulars, accept_text, ensure_links, file_sources
from sources.models import Link, Outlet, Source, SourceText
from sources.outlets import ensure_outlet
from sources.permissions import Verb as SourceVerb
from sources.permissions import require as require_of_sources

State, Outcome = ClaimImport.State, ImportedRow.Outcome

AT_A_TIME = 50
"""Rows that become claims in one transaction: what they share is asked and written once for all."""

MOST_TRIES = 3
"""So often a row that somebody holds up is tried; then it is set aside, and says so."""

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
def import_next(batch: ClaimImport, resource: ClaimResource, held: set[int]) -> bool:
    """Make claims of the next rows that nobody is at; False when none is left.

    Each row becomes a claim whole or not at all; one that is refused says why, and stops no other.
    A row that somebody holds up is added to ``held``, whose rows are not tried again this time.
    """
    waiting = batch.rows.waiting().exclude(pk__in=held).order_by("number")
    rows = list(waiting.select_for_update(skip_locked=True, of=("self",))[:AT_A_TIME])
    read = [Asked(row, resource.read(row.given)) for row in rows]
    for asked in read:
        if asked.given.problems:
            asked.refuse(asked.given.problems)
    _import([asked for asked in read if not asked.given.problems], batch.created_by)
    ImportedRow.objects.bulk_update(rows, ["claim", "outcome", "problems"])
    held |= {row.pk for row in rows if row.outcome == Outcome.NEW}
    return bool(rows)


@dataclass(frozen=True)
class Asked:
    """A row, and what it asks for."""

    row: ImportedRow
    given: Given

    def refuse(self, problems: Iterable[str]) -> None:
        """Say why nothing came of it."""
        self.row.outcome, self.row.problems = Outcome.WRONG, list(problems)

    def hold_up(self) -> None:
        """Leave it for later, and note that; set it aside where that was so too often."""
        tried = [*self.row.problems, _("Somebody was holding what it needs.")]
        if len(tried) < MOST_TRIES:
            self.row.problems = tried
        else:
            self.refuse([_("Somebody was holding what it needs, each time. Import it again.")])


def _import(asked: Sequence[Asked], by: User) -> None:
    """Make claims of rows together; where that cannot be, of either half, down to the odd one."""
    if not asked:
        return
    try:
        with transaction.atomic():
            claims = _claims_of([one.given for one in asked], by)
    except (Refusal, DatabaseError, ValueError) as error:
        if len(asked) == 1 and isinstance(error, OperationalError):
            log.warning("import.row_held_up", row=asked[0].row.pk, exc_info=error)
            asked[0].hold_up()
            return
        if len(asked) == 1:
            asked[0].refuse(_reasons(error, asked[0].row))
            return
        middle = len(asked) // 2
        _import(asked[:middle], by)
        _import(asked[middle:], by)
    else:
        for one, (claim, outcome) in zip(asked, claims, strict=True):
            one.row.claim_id, one.row.outcome = claim, outcome


def _reasons(error: Exception, row: ImportedRow) -> Sequence[str]:
    if isinstance(error, Refusal):
        return error.reasons
    log.error("import.row_failed", row=row.pk, number=row.number, exc_info=error)
    return [_("It could not be stored as it stands; ask whoever runs the site.")]


def _claims_of(rows: Sequence[Given], by: User) -> list[tuple[int, ImportedRow.Outcome]]:
    """Return the claim of each row by its key, filed and split out where we do not have it."""
    links = ensure_links([given.address for given in rows])
    locked = Link.objects.filter(pk__in=[link.pk for link in links]).order_by("pk")
    urls = list(locked.select_for_update(of=("self",)).values_list("url", flat=True))
    known = claims_at(urls)
    keys = [key_of(link.url, given.statement) for link, given in zip(links, rows, strict=True)]
    new = {key: given for key, given in zip(keys, rows, strict=True) if key not in known}
    sources, claimants = _sources_of(new, by), _claimants_of(new.values(), by)
    splits = [_split(given, sources[url], claimants) for (url, _words), given in new.items()]
    made = dict(zip(new, split_claims(by=by, splits=splits), strict=True))
    return [
        (made[key].pk, Outcome.MADE) if key in made else (known[key], Outcome.KNOWN) for key in keys
    ]


def _split(given: Given, source: Source, claimants: Mapping[str, Claimant]) -> Split:
    text = source.latest_text if given.quote else None
    return Split(
        statement=given.statement,
        selection=Selection(text=text, exact=given.quote) if text else None,
        source=source,
        kind=given.kind or (Appearance.Kind.VERBATIM if text else Appearance.Kind.PARAPHRASE),
        attributed_to=[
            Attribution(claimant=claimants[name], title_held=given.title_held)
            for name in given.claimant
        ],
        said=given.said,
        summary=given.summary,
        topics=given.topics,
        language=given.language,
        attribution=given.attribution,
        particulars={
            "place": given.place,
            "context_note": given.context if text else _with_quote(given),
        },
    )


def _claimants_of(rows: Iterable[Given], by: User) -> dict[str, Claimant]:
    """Return who makes the claims, by name; who is new is added as the first row has it."""
    named: dict[str, Naming] = {}
    for given in rows:
        for name in given.claimant:
            kind = given.claimant_kind or Claimant.Kind.PERSON
            named.setdefault(name, Naming(name=name, kind=kind))
    found = name_claimants(by=by, namings=list(named.values()))
    return dict(zip(named, found, strict=True))


def _sources_of(rows: Mapping[Key, Given], by: User) -> dict[str, Source]:
    """Return the article at each address, filed as the first row says where nobody has filed it.

    A text that came with it is frozen as it was read.
    """
    filed = Source.objects.filter(link__url__in={url for url, _words in rows})
    found = {source.link.url: source for source in filed.select_related("link") if source.link}
    new: dict[str, Given] = {}
    for (url, _words), given in rows.items():
        if url not in found:
            new.setdefault(url, given)
    outlets = {
        name: ensure_outlet(name) for name in {g.source_outlet for g in new.values()} if name
    }
    filings = [_filing(given, outlets) for given in new.values()]
    made = file_sources(by=by, filings=filings, obtained=SourceText.Obtained.IMPORTED)
    for source, given in zip(made, new.values(), strict=True):
        if given.text:
            accept_text(by=by, retrieval=source.retrievals.latest("pk"))
    return found | dict(zip(new, made, strict=True))


def _filing(given: Given, outlets: Mapping[str, Outlet]) -> Filing:
    return Filing(
        address=given.address,
        text=given.text,
        particulars=Particulars(
            title=given.source_title,
            byline=given.source_byline,
            outlet=outlets.get(given.source_outlet),
            published=given.source_published,
            language=given.source_language,
        ),
    )


def _with_quote(given: Given) -> str:
    """Keep words whose text we do not have: somebody anchors them once it is there."""
    quoted = _("Quoted as: “%s”") % given.quote if given.quote else ""
    return "\n\n".join(part for part in (given.context, quoted) if part)
