"""Why a look was judged as it was, in sentences: the engine's rules and signals for people."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sources.models import Look, Transition
from sources.wording import what_of

RULES: Mapping[str, object] = {
    # What the network said
    "name-unknown": gettext_lazy("The name of the host does not exist."),
    "name-server-failed": gettext_lazy("The name server did not answer; this may pass."),
    "connection-refused": gettext_lazy("The server refuses connections."),
    "connection-failed": gettext_lazy("The server could not be reached."),
    "disconnected": gettext_lazy("The server hung up before it answered."),
    "body-cut-short": gettext_lazy("The server hung up in the middle of the page."),
    "malformed-answer": gettext_lazy("The server's answer is not HTTP."),
    "more-bytes-than-a-page": gettext_lazy("The server sent on and on, and no page came of it."),
    "body-undecodable": gettext_lazy("The page is packed in a way that cannot be unpacked."),
    "tls-certificate": gettext_lazy("The server's certificate is not valid."),
    "tls-handshake": gettext_lazy("No encrypted connection could be agreed on."),
    "connect-timeout": gettext_lazy("The server could not be reached in time."),
    "read-timeout": gettext_lazy("The server stopped answering."),
    "deadline": gettext_lazy("The page took longer than we wait."),
    "redirect-loop": gettext_lazy("The page sends its readers round in circles."),
    "too-many-redirects": gettext_lazy("The page sends its readers on too often."),
    "redirect-loop-wants-cookie": gettext_lazy("The page is shown only to those who keep cookies."),
    "forbidden-address": gettext_lazy("The address leads into a network we do not visit."),
    "forbidden-redirect": gettext_lazy("The page sends its readers where we do not go."),
    "unusable-address": gettext_lazy("The address cannot be visited."),
    # What the answer said
    "wall-header": gettext_lazy("The site says in its answer that it keeps robots out."),
    "not-modified": gettext_lazy("The site says the page is as it was when we last looked."),
    "gone": gettext_lazy("The site says the page is not there."),
    "rate-limited": gettext_lazy("The site asks us to come less often."),
    "blocked-status": gettext_lazy("The site does not let us in."),
    "challenge-address": gettext_lazy("The site sends us to a test for people."),
    "challenge-page": gettext_lazy("The site wants proof that a person is looking."),
    "server-error": gettext_lazy("The site is out of order."),
    "request-timeout": gettext_lazy("The site says it waited too long for us."),
    "request-refused": gettext_lazy("The site refuses our request without saying it is gone."),
    "unexpected-status": gettext_lazy("The site gave an answer that pages do not give."),
    "robots-txt": gettext_lazy("The site's robots.txt asks robots to stay away."),
    "host-asked-to-wait": gettext_lazy("The site asked us to wait, so we did not ask."),
    # What the page said
    "answered": gettext_lazy("The page answered, and nothing says it is not the page."),
    "same-page": gettext_lazy("The page is the one we know: enough of it is as it was."),
    "consent-wall": gettext_lazy("The page asks for consent first, so it was not read."),
    "login-page": gettext_lazy("The page sends its readers to a login."),
    "login-form": gettext_lazy("The page shows a login and nothing else."),
    "subscription-page": gettext_lazy("The page sends its readers to a subscription."),
    "region-notice": gettext_lazy("The page says it is closed to our country."),
    "maintenance-notice": gettext_lazy("The page says the site is being repaired."),
    "parking-host": gettext_lazy("The address leads to a company that parks domains."),
    "parking-mark": gettext_lazy("The page is made by a company that parks domains."),
    "parked-phrase": gettext_lazy("The page says the domain is for sale."),
    "idle-host": gettext_lazy("The page says nothing is set up at this domain."),
    "redirect-to-root": gettext_lazy("The page sends its readers to the home page."),
    "redirect-to-listing": gettext_lazy("The page sends its readers to a list of others."),
    "redirect-to-error-page": gettext_lazy("The page sends its readers to an error page."),
    "redirect-to-fault-page": gettext_lazy("The page sends its readers to a page about a fault."),
    "missing-title": gettext_lazy("The title says there is no such page."),
    "missing-heading": gettext_lazy("The heading says there is no such page."),
    "missing-number": gettext_lazy("Title and heading give the number of an error."),
    "missing-phrase": gettext_lazy("The few words on the page say there is no such page."),
    "bare-notice": gettext_lazy("The page shows nothing but a notice that there is no such page."),
    "search-without-results": gettext_lazy("The page is a search or list that found nothing."),
    "like-a-missing-sibling": gettext_lazy(
        "The page looks like the one the site shows for an address that cannot exist."
    ),
    "titled-like-a-missing-sibling": gettext_lazy(
        "The page has the title the site gives to an address that cannot exist."
    ),
    "likeness-collapsed": gettext_lazy("Hardly anything is left of the page we know."),
    "alike-everywhere": gettext_lazy("Every page of the site looks alike to us: not read."),
    "drawn-by-scripts": gettext_lazy("Scripts draw the page, which we do not run: not read."),
    "read-in-part": gettext_lazy("The page is too large: its beginning was read."),
    # What we did wrong
    "own-resources-used-up": gettext_lazy("Our machine had no room for another connection."),
    "own-loop-stalled": gettext_lazy("Our machine was too busy to listen."),
    "own-fault": gettext_lazy("Something went wrong here; the page is not to blame."),
    "not-recorded": gettext_lazy("What was found could not be stored; the page is not to blame."),
}
"""Each rule in a sentence. A rule without one is shown by its name."""

MOVES: Mapping[str, object] = {
    "first-answer": gettext_lazy("It answered when we first looked."),
    "answers-again": gettext_lazy("It answers again."),
    "recovered": gettext_lazy("It was dead and the same page answers again."),
    "another-page": gettext_lazy("It was dead, and what answers now is another page."),
    "hard-failure": gettext_lazy("It seems to be gone; more looks confirm or clear it."),
    "hard-failures-over-72-hours": gettext_lazy("Three looks over 72 hours say it is gone."),
    "gone-for-good-twice": gettext_lazy("The site said twice, a day apart: gone for good."),
    "soft-failure": gettext_lazy("It could not be reached; that may pass."),
    "unreachable-for-7-days": gettext_lazy("It could not be reached for seven days."),
    "not-shown-to-us": gettext_lazy("The site keeps our checker out: look at it yourself."),
    "forbidden-address": gettext_lazy("It leads where our policy does not let us go."),
    "main-text-compared": gettext_lazy("Its text was compared with the one we know."),
    "main-text-drifted": gettext_lazy("Its text is no longer the one we know."),
    "passage-changed": gettext_lazy("Words we cite are not what they were."),
    "passage-stands": gettext_lazy("The words we cite stand on the page as we cite them."),
    "moved-for-good": gettext_lazy("The site says, twice a day apart, that it moved for good."),
}
"""Each rule of the memory between looks in a sentence."""

SIGNALS: Mapping[str, object] = {
    "detail": gettext_lazy("in the machine's words"),
    "status": gettext_lazy("HTTP status"),
    "title": gettext_lazy("title"),
    "h1": gettext_lazy("heading"),
    "phrase": gettext_lazy("it says"),
    "words": gettext_lazy("words on the page"),
    "final": gettext_lazy("ended at"),
    "likeness": gettext_lazy("likeness to the page we know"),
    "bytes": gettext_lazy("bytes read"),
    "mark": gettext_lazy("mark in the page"),
    "notice": gettext_lazy("it says"),
    "suspicion": gettext_lazy("looked closer because"),
    "unread": gettext_lazy("not read because"),
}
"""What a rule saw, by its name in the engine."""

UNTOLD = frozenset({"standing"})  # ids of passages, which the page shows in words


def why_of(look: Look) -> str:
    """Say in a sentence which rule judged the look."""
    return str(RULES.get(look.rule) or _named(look.rule))


def cause_of(transition: Transition) -> str:
    """Say in a sentence which rule changed the state."""
    rule = transition.rule
    return str(MOVES.get(rule) or RULES.get(rule) or _named(rule))


def signals_of(look: Look) -> list[tuple[str, str]]:
    """List what the rule saw as (name, value), in words; nothing that is empty or said already."""
    told = [
        (str(SIGNALS.get(name, name.replace("_", " ").replace("-", " "))), _value(value))
        for name, value in look.signals.items()
        if value not in (None, "", []) and name not in UNTOLD
    ]
    if look.hops:
        told.append(
            (_("by way of"), ", ".join(f"{hop['url']} ({hop['status']})" for hop in look.hops))
        )
    return [(name, value) for name, value in told if value != what_of(look)]


def _named(rule: str) -> str:
    return _("Rule: %s.") % rule.replace("-", " ")


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
