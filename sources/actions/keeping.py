"""Copies of pages: what an editor saw, what must go, what the archive is asked to keep."""

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.refusals import NotReady, Refusal
from sources import archiving
from sources.actions.watching import mark_seen
from sources.bodies import keep_body, remove_body
from sources.models import Link, Snapshot
from sources.permissions import Verb, require
from sources.uploads import Upload, read_upload


@transaction.atomic
def keep_sight(*, by: User, link: Link, data: bytes, name: str = "", note: str = "") -> Snapshot:
    """Keep a picture or PDF of the page as an editor saw it; it counts as "I saw it".

    Raises ``Refusal`` for a file that is neither or too large, and for a page of which a copy
    was taken down.
    """
    require(by, Verb.MARK_SEEN)
    upload = read_upload(data, name)  # takes its time: nobody waits for the page meanwhile
    sight = _keep(by, upload, link, note)
    mark_seen(by=by, link=link, note=note.strip())
    record(actor=by, verb="keep sight", target=sight, after=upload.media_type, note=link.url)
    return sight


@transaction.atomic
def keep_document(*, by: User, upload: Upload, link: Link | None = None) -> Snapshot:
    """Keep a picture or PDF that ``read_upload`` has judged, of a page or of none.

    It vouches for nothing: whether the page is as it was is an editor's word. Raises ``NotReady``
    for a page of which a copy was taken down.
    """
    require(by, Verb.UPLOAD)
    kept = _keep(by, upload, link)
    note = link.url if link else upload.name
    record(actor=by, verb="keep document", target=kept, after=upload.media_type, note=note)
    return kept


def _keep(by: User, upload: Upload, link: Link | None, note: str = "") -> Snapshot:
    if link is not None:
        link = Link.objects.select_for_update(of=("self",)).get(pk=link.pk)
        if link.snapshots.taken_down().exists():
            raise NotReady(_("A copy of this page was taken down: no other is kept."))
    stored, digest = keep_body(upload.data)
    return Snapshot.objects.create(
        link=link,
        kind=Snapshot.Kind.UPLOAD,
        title=upload.name,
        body=stored,
        body_sha256=digest,
        media_type=upload.media_type,
        uploaded_by=by,
        note=note.strip(),
    )


@transaction.atomic
def take_down(*, by: User, snapshot: Snapshot, reason: str) -> None:
    """Remove a stored copy for good; that it was there, who removed it and why stays on record.

    The file goes first: should the rest fail, the act can be repeated, while the other way round
    a copy could stay behind a row that says it is gone. From then on nothing of the page is kept.
    Raises ``Refusal`` without a reason and ``NotReady`` when it is gone already.
    """
    require(by, Verb.TAKE_DOWN)
    if not reason.strip():
        raise Refusal(_("Say why this copy is taken down."))
    if snapshot.link_id:  # first, as whoever records a look does: no copy is made meanwhile
        Link.objects.select_for_update(of=("self",)).get(pk=snapshot.link_id)
    snapshot = Snapshot.objects.select_for_update(of=("self",)).get(pk=snapshot.pk)
    if snapshot.taken_down_at is not None:
        raise NotReady(_("This copy was taken down already."))
    name = snapshot.body.name
    if name and not Snapshot.objects.standing().filter(body=name).exclude(pk=snapshot.pk).exists():
        remove_body(name)
    Snapshot.objects.filter(pk=snapshot.pk).update(
        title="",
        text="",
        body="",
        taken_down_at=Now(),
        taken_down_by=by,
        taken_down_reason=reason.strip(),
    )
    record(actor=by, verb="take down", target=snapshot, note=reason.strip())


@transaction.atomic
def ask_archive(*, by: User, link: Link) -> None:
    """Ask the web archive for a fresh copy of the page. Raises ``NotReady`` when none is named."""
    require(by, Verb.CHECK_NOW)
    if not archiving.ask_soon(link):
        raise NotReady(_("No web archive is named in the settings (ARCHIVE_URL)."))
    record(actor=by, verb="ask archive", target=link)
