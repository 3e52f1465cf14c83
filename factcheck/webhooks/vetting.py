"""Which addresses webhooks are sent to: judged when one is given, and again before each attempt.

This is for a helpful answer. What keeps us out of private networks is the guard of the one door
to the network, which judges what is being connected to.
"""

from asgiref.sync import async_to_sync
from django.conf import settings
from django.utils.translation import gettext as _

from newsroom.refusals import Refusal
from sources.checking import network_policy
from sources.linkcheck.address import Address, AddressError, parse
from sources.linkcheck.guard import AddressRefused, GuardedResolver, SystemLookup

LONGEST = 2_000


def vet(url: str) -> str:
    """Return the address as it will be asked. Raises ``Refusal`` with a sentence.

    The name is looked up, which may take seconds.
    """
    try:
        address = parse(url)
    except AddressError as error:
        raise Refusal(str(error)) from error
    if len(address.url) > LONGEST:
        raise Refusal(_("The address is longer than %(most)d characters.") % {"most": LONGEST})
    if problem := problem_with(address.url):
        raise Refusal(problem)
    if address.port not in network_policy().allowed_ports:
        raise Refusal(_("Webhooks go to the usual ports of the web alone, 443 and 80."))
    if not async_to_sync(_is_public)(address):
        raise Refusal(
            _("Nothing public is found at “%(host)s”. Webhooks go to public addresses alone.")
            % {"host": address.host}
        )
    return address.url


def problem_with(url: str) -> str:
    """Say what keeps an address from being sent to whatever it leads to; empty when nothing."""
    if settings.WEBHOOKS_NEED_HTTPS and parse(url).scheme != "https":
        return _("The address must begin with https://.")
    return ""


async def _is_public(address: Address) -> bool:
    """Ask the policy about a number, and about all a name leads to.

    What is private and what does not exist answer alike: our own names are nobody's business.
    """
    policy = network_policy()
    if ":" in address.host or address.host.replace(".", "").isdigit():
        return policy.refusal(address.host, address.port) is None
    lookup = SystemLookup()
    try:
        await GuardedResolver(policy, lookup).resolve(address.host, address.port)
    except (AddressRefused, OSError):
        return False
    finally:
        lookup.close()
    return True
