"""Fetch what is at an address here and now, through the one door: for whoever waits for it."""

from asgiref.sync import async_to_sync
from django.utils.translation import gettext as _

from newsroom.refusals import Refusal
from sources.checking import network_policy, user_agent
from sources.linkcheck.address import AddressError
from sources.linkcheck.answer import Fault, Fetched
from sources.linkcheck.fetch import AioFetcher, Limits

LIMITS = Limits(deadline_s=25.0, body=20 * 1024 * 1024)

_FORBIDDEN = (Fault.FORBIDDEN_ADDRESS, Fault.FORBIDDEN_REDIRECT)


def download(address: str) -> bytes:
    """Return what is at an address, whole. Raises ``Refusal`` with a sentence. Takes seconds."""
    try:
        fetched = async_to_sync(_fetch)(address)
    except AddressError as error:
        raise Refusal(str(error)) from error
    if fetched.answered_well and not fetched.cut:
        return fetched.body
    raise Refusal(_why_not(fetched))


async def _fetch(address: str) -> Fetched:
    async with AioFetcher(network_policy(), user_agent(), limits=LIMITS) as fetcher:
        return await fetcher.fetch(address)


def _why_not(fetched: Fetched) -> str:
    if fetched.fault in _FORBIDDEN:
        return _("Our policy refuses to look there: %s.") % (fetched.detail or fetched.fault)
    if fetched.cut:
        return _("There is more at this address than the 20 MB that are read.")
    if fetched.fault:
        return _("The address could not be fetched: %s.") % fetched.fault.replace("-", " ")
    return _("The address could not be fetched: it answers %s.") % fetched.status
