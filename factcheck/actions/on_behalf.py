"""Who acts on webhooks: people by their role, and a partner's keys on what is the partner's."""

from django.utils.translation import gettext as _

from factcheck.models import WebhookEndpoint
from factcheck.permissions import Verb, require
from newsroom.accounts.models import User
from newsroom.api.models import APIKey, Partner
from newsroom.api.scopes import Scope
from newsroom.audit.trail import record
from newsroom.refusals import NotAllowed

Acting = User | APIKey


def require_for(by: Acting, verb: Verb, partner: Partner) -> None:
    """Raise ``NotAllowed`` unless a person may do ``verb``, or a key is this partner's."""
    if isinstance(by, User):
        require(by, verb)
    elif by.partner_id != partner.pk or Scope.WEBHOOKS not in by.scopes:
        raise NotAllowed(_("This key does not open webhooks of %s.") % partner)


def note_act(by: Acting, verb: str, endpoint: WebhookEndpoint, **said: str) -> None:
    """Write an act to the trail; one by a key has no actor but names the key."""
    if isinstance(by, APIKey):
        said["note"] = f"{by}: {said.get('note', '')}".rstrip(": ")
    record(actor=by if isinstance(by, User) else None, verb=verb, target=endpoint, **said)
