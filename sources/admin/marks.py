"""The state of a link or of cited words as a shape and a word; colour only repeats them."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sources.models import Link, Passage
from sources.wording import outcome_words, unseen

HEALTH_SHAPES = {
    Link.Health.NEW: "◌",
    Link.Health.ALIVE: "●",
    Link.Health.SUSPECT: "◐",
    Link.Health.DEAD: "✕",
    Link.Health.UNVERIFIABLE: "⊘",
    Link.Health.QUARANTINED: "■",
}
PASSAGE_SHAPES = {
    Passage.State.PRESENT: "●",
    Passage.State.MOVED: "→",
    Passage.State.EDITED: "≠",
    Passage.State.GONE: "✕",
}


def _mark(kind: str, state: str, shape: str, word: object) -> SafeString:
    return format_html(
        '<span class="mark {}-{}"><span aria-hidden="true">{}</span> {}</span>',
        kind,
        state,
        shape,
        word,
    )


def health_mark(link: Link) -> SafeString:
    """Show how a page is: “● works”, “✕ gone”, with what changed on it."""
    word = str(Link.Health(link.health).label)
    if link.is_changed:
        word = f"{word}, {Link.Content(link.content).label}"
    state = "drifted" if link.health == Link.Health.ALIVE and link.is_changed else link.health
    shape = "≠" if state == "drifted" else HEALTH_SHAPES[Link.Health(link.health)]
    return _mark("health", state, shape, word)


def passage_mark(passage: Passage, link: Link | None) -> SafeString:
    """Show what became of words cited from the page at ``link``: “≠ edited on the page”."""
    if not passage.is_broken and (why := unseen(passage, link)):
        return _mark("passage", "unseen", "◌", why)
    shape = PASSAGE_SHAPES[Passage.State(passage.state)]
    return _mark("passage", passage.state, shape, passage.get_state_display())


def first_look_note(link: Link) -> str:
    """Say what to do about an address that has not been well since somebody put it here."""
    if link.last_ok_at is not None:
        return ""
    if link.health == Link.Health.SUSPECT:
        what = f"HTTP {link.status}" if link.status else outcome_words(link.outcome)
        return _("It did not answer at the first look (%s). Is the address right?") % what
    if link.health == Link.Health.UNVERIFIABLE:
        return _("Our checker is not shown this page. Please look yourself and say “I saw it”.")
    return ""
