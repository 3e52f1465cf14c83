"""Fetch what is at an address here and now, through the one door: for whoever waits for it."""

from asgiref.sync import async_to_sync
from django.utils.translation import gettext as _

from newsroom.refusals import Refusal
from sources.checking import network_policy, user_agent
from sources.linkcheck.address import AddressError
from sources.linkcheck.answer import Fault, Fetched
from sources.linkcheck.fetch import AioFetcher, Limits

LIMITS = Limits(deadline_s=25.0, body=20 * 1024 * 1024)
LARGE = Limits(deadline_s=120.0, body=100 * 1024 * 1024)
"""For feeds, which nobody waits for at a screen."""

_FORBIDDEN = (Fault.FORBIDDEN_ADDRESS, Fault.FORBIDDEN_REDIRECT)


def download(address: str, limits: Limits = LIMITS) -> bytes:
    """Return what is at an address, whole. Raises ``Refusal`` with a sentence. Takes seconds."""
    try:
        fetched = async_to_sync(_fetch)(address, limits)
    except AddressError as error:
        raise Refusal(str(error)) from error
    if fetched.answered_well and not fetched.cut:
        return fetched.body
    raise Refusal(_why_not(fetched, limits))


async def _fetch(address: str, limits: Limits) -> Fetched:
    async with AioFetcher(network_policy(), user_agent(), limits=limits) as fetcher:
        return await fetcher.fetch(address)


def _why_not(fetched: Fetched, limits: Limits) -> str:
    if fetched.fault in _FORBIDDEN:
        return _("Our policy refuses to look there: %s.") % (fetched.detail or fetched.fault)
    if fetched.cut:
        return _("There is more at this address than the %d MB that are read.") % (
            limits.body >> 20
        )
    if fetched.fault:
        return _("The address could not be fetched: %s.") % fetched.fault.replace("-", " ")
    return _("The address could not be fetched: it answers %s.") % fetched.status
