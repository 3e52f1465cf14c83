"""What the host's answer for an address that cannot exist says about the page we got.

Pages are suspected first, and only then is the host asked. If it answers for its own home page with
the same, and that may be a wall or a shell that scripts fill, then it says nothing about the one
page: it is not called missing.
"""

from sources.linkcheck.appearance import Appearance, echoes, place_at
from sources.linkcheck.host_memory import HostMemory
from sources.linkcheck.result import Outcome
from sources.linkcheck.rules.evidence import Evidence, Rule, Signals, seen
from sources.linkcheck.rules.redirects import is_meant
from sources.linkcheck.signatures import markup, missing, paths
from sources.linkcheck.signatures.wording import FEW_WORDS, count_words, fold, prose_words

COLLAPSED = 0.05
DOUBTFUL = 0.2
WORDS_OF_A_HEADLINE = 3
WORDS_OF_A_SHELL = 20
HONEST = frozenset({404, 410})


def suspicion(evidence: Evidence, memory: HostMemory) -> str | None:
    """Name why a page that answered well may yet be a missing one; None when nothing says so."""
    if evidence.page is None or evidence.page.text is None or paths.is_root(evidence.asked):
        return None
    print_ = evidence.appearance.fingerprint
    elsewhere = print_ is not None and memory.seen_elsewhere(print_, evidence.url)
    title, heading = missing.heading(evidence.title), missing.heading(evidence.h1)
    reasons = {
        "redirected-elsewhere": _is_elsewhere(evidence),
        "title-of-a-missing-page": any((*title, *heading)),
        "same-text-elsewhere": elsewhere,
        "likeness-collapsed": evidence.likeness is not None and evidence.likeness <= DOUBTFUL,
        "few-words": evidence.is_short and evidence.likeness is None,
    }
    reason = next((reason for reason, holds in reasons.items() if holds), None)
    if reason is None and evidence.likeness is None and not _is_article(evidence):
        return "no-story-of-its-own"
    return reason


def _is_elsewhere(evidence: Evidence) -> bool:
    """Tell whether a redirect led to another name than the one asked for."""
    asked, final = paths.segments(evidence.asked.path), paths.segments(evidence.final.path)
    return evidence.redirected and asked[-1:] != final[-1:] and not is_meant(evidence)


def _alike_everywhere(evidence: Evidence) -> Signals | None:
    home = evidence.witnesses and evidence.witnesses.home
    alike = home and _is_like_sibling(evidence) and evidence.appearance.is_like(home)
    alike = alike and home and not _is_sent_home(evidence, home) and not _repeats(evidence)
    body = evidence.fetched.body
    titled = evidence.suspicion == "title-of-a-missing-page"
    wall = evidence.shows_little and markup.has_way_through(body)
    return seen(
        alike and not titled and (wall or markup.is_application(body)),
        unread="every page of the site looks like this one to us",
    )


def _undrawn(evidence: Evidence) -> Signals | None:
    """Find a shell that asks for scripts and says hardly more: they may draw any page in it."""
    page = evidence.page
    asks = markup.asks_for_scripts(evidence.fetched.body) and not evidence.redirected
    titled = evidence.suspicion == "title-of-a-missing-page"
    shell = asks and not titled and _is_like_sibling(evidence) and not _repeats(evidence)
    return seen(
        shell and page and count_words(page.visible_text) < WORDS_OF_A_SHELL,
        unread="the page is drawn by scripts alone",
    )


def _is_sent_home(evidence: Evidence, home: Appearance) -> bool:
    """Tell whether the asked address leads to a page with text that the home page shows itself."""
    elsewhere = home.place != evidence.appearance.place
    return evidence.redirected and (elsewhere or not evidence.is_short)


def _repeats(evidence: Evidence) -> bool:
    """Tell whether the heading is the address in words: a server wrote that, and no script."""
    return fold(evidence.h1) in echoes(evidence.url)


def _like_a_missing_sibling(evidence: Evidence) -> Signals | None:
    return seen(_is_like_sibling(evidence), suspicion=evidence.suspicion)


def _titled_like_a_missing_sibling(evidence: Evidence) -> Signals | None:
    sibling = evidence.witnesses and evidence.witnesses.sibling
    suspected = evidence.suspicion == "title-of-a-missing-page"
    same = sibling and (sibling.status, sibling.title) == evidence.appearance[:3:2]
    return seen(suspected and same, title=evidence.title, suspicion=evidence.suspicion)


def _collapsed(evidence: Evidence) -> Signals | None:
    likeness = evidence.likeness if evidence.page else None  # a picture now is no missing page
    suspected = evidence.suspicion is not None and evidence.is_short
    collapsed = suspected and likeness is not None and likeness <= COLLAPSED
    honest = evidence.witnesses is not None and evidence.witnesses.sibling.status in HONEST
    return seen(collapsed and not honest, likeness=likeness, words=evidence.words)


def _is_like_sibling(evidence: Evidence) -> bool:
    witnesses = evidence.witnesses
    alike = witnesses is not None and evidence.appearance.is_like(witnesses.sibling)
    return alike and not _is_their_refuge(evidence) and not _tells_its_own(evidence)


def _is_their_refuge(evidence: Evidence) -> bool:
    """Tell whether missing pages are sent to this very page: it is one that is there."""
    refuge = evidence.witnesses.sibling.place if evidence.witnesses else ""
    return not evidence.redirected and refuge == place_at(evidence.asked)


def _tells_its_own(evidence: Evidence) -> bool:
    return not evidence.redirected and _is_article(evidence)


def _is_article(evidence: Evidence) -> bool:
    """Tell whether a page tells a story under a headline of its own: no missing page does."""
    told = prose_words(evidence.text) >= FEW_WORDS and not any(missing.heading(evidence.h1))
    one = evidence.fetched.body.lower().count(b"<article") == 1
    headline = _headline(evidence)
    return told and bool(headline) and (one or count_words(headline) >= WORDS_OF_A_HEADLINE)


def _headline(evidence: Evidence) -> str:
    """Return the heading if it is one part of the title, and not the name of the site."""
    heading, home = fold(evidence.h1), evidence.witnesses and evidence.witnesses.home
    another_home = home is not None and not evidence.appearance.is_like(home)
    if another_home and home and heading in home.title:
        return ""
    return heading if missing.parts_of(evidence.title)[1:].count(heading) == 1 else ""


SIBLINGS = (
    Rule("alike-everywhere", Outcome.OK, _alike_everywhere, stands_in=True),
    Rule("drawn-by-scripts", Outcome.OK, _undrawn, stands_in=True),
    Rule("like-a-missing-sibling", Outcome.SOFT_404, _like_a_missing_sibling),
    Rule("titled-like-a-missing-sibling", Outcome.SOFT_404, _titled_like_a_missing_sibling),
    Rule("likeness-collapsed", Outcome.SOFT_404, _collapsed),
)
