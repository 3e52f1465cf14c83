"""What is done with partners and their keys. Whoever has a key can do none of it."""

from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.accounts.models import User
from newsroom.api.keys import digest_of, new_secret
from newsroom.api.models import APIKey, Partner
from newsroom.audit.trail import record
from newsroom.refusals import NotAllowed, NotReady


@transaction.atomic
def save_partner(*, by: User, partner: Partner) -> None:
    """Save a new or changed partner."""
    _require(by)
    is_new = partner.pk is None
    before = "" if is_new else Partner.objects.select_for_update().get(pk=partner.pk).contact
    partner.save()
    note = "" if is_new or before == partner.contact else "contact"
    record(actor=by, verb="add" if is_new else "change", target=partner, note=note)


@transaction.atomic
def issue_key(*, by: User, key: APIKey) -> str:
    """Issue a key that says whose it is, what it is for and what it opens; return it in full.

    That is the only time: what is kept cannot be turned back into it. Raises ``NotReady`` for one
    that would never work.
    """
    _require(by)
    if key.has_expired:
        raise NotReady(_("The key would have expired before it is used."))
    secret = new_secret(key.prefix)
    key.digest, key.created_by = digest_of(secret), by
    try:
        key.save(force_insert=True)
    except IntegrityError:  # the same form, sent twice at once
        raise NotReady(_("This key was issued already, or its partner is gone.")) from None
    opens = f"{key.partner}: {', '.join(sorted(key.scopes))}"
    record(actor=by, verb="issue", target=key, after="usable", note=opens)
    return secret


@transaction.atomic
def change_key(*, by: User, key: APIKey) -> None:
    """Change what a key is called, how much it may ask and until when. What it opens stays."""
    _require(by)
    told = ("name", "rate", "expires_at")
    before = _locked(key)
    changed = [name for name in told if getattr(before, name) != getattr(key, name)]
    key.save(update_fields=told)
    record(actor=by, verb="change", target=key, note=", ".join(changed))


@transaction.atomic
def revoke_key(*, by: User, key: APIKey, reason: str = "") -> None:
    """Revoke a key: the next request with it is refused, in every process. It stays revoked."""
    _require(by)
    _locked(key)
    APIKey.objects.filter(pk=key.pk).update(revoked_at=Now())
    key.refresh_from_db(fields=["revoked_at"])
    record(actor=by, verb="revoke", target=key, before="usable", after="revoked", note=reason)


def _require(by: User) -> None:
    if not (by.is_active and by.has_perm("api.change_apikey")):
        raise NotAllowed(_("Only publishers look after partners and their keys."))


def _locked(key: APIKey) -> APIKey:
    """Return the key as it is, which nobody changes before we are done; refuse a revoked one."""
    found = APIKey.objects.select_for_update().get(pk=key.pk)
    if found.revoked_at:
        when = timezone.localtime(found.revoked_at).date().isoformat()
        raise NotReady(_("This key was revoked on %s. Issue another one.") % when)
    return found
