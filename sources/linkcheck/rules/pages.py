"""What a page says of itself: that it is the one we know, is missing, or is parked."""

from sources.linkcheck.result import Outcome, PassageState
from sources.linkcheck.rules.evidence import WORDS_OF_A_STORY, Evidence, Rule, Signals, seen
from sources.linkcheck.signatures import markup, missing, notices, paths
from sources.linkcheck.signatures.wording import FEW_WORDS, prose_words

SAME_PAGE = 0.8
PICTURES = 3
"""As many show that a page of few words is there to be looked at."""


def _same_page(evidence: Evidence) -> Signals | None:
    standing = [f.key for f in evidence.findings if f.state is not PassageState.GONE]
    like = evidence.likeness is not None and evidence.likeness >= SAME_PAGE
    return seen(like or standing, likeness=evidence.likeness, standing=standing)


def _parking_mark(evidence: Evidence) -> Signals | None:
    mark = markup.parking_mark(evidence.fetched.body) if evidence.is_short else None
    return seen(mark, mark=mark)


def _parked_phrase(evidence: Evidence) -> Signals | None:
    phrase = notices.parked_phrase(f"{evidence.title}\n{evidence.shown}")
    return seen(phrase and not _is_told(evidence, phrase), phrase=phrase)


def _idle_host(evidence: Evidence) -> Signals | None:
    notice = notices.idle_notice(evidence.title, evidence.shown)
    return seen(notice and not _is_told(evidence, notice), notice=notice)


def _missing_title(evidence: Evidence) -> Signals | None:
    """Believe a title, unless the heading is another one or the page tells a story."""
    said = missing.heading(evidence.title).says_missing
    return _told(evidence, said=said and not missing.is_quoted_in(evidence.title, evidence.h1))


def _missing_heading(evidence: Evidence) -> Signals | None:
    said = missing.heading(evidence.h1).says_missing
    return _told(evidence, said=said and not missing.is_quoted_in(evidence.h1, evidence.title))


def _missing_number(evidence: Evidence) -> Signals | None:
    """Believe an error number in the title of a short page that shows nothing else."""
    title, heading = missing.heading(evidence.title), missing.heading(evidence.h1)
    bare = title.is_number and not missing.speaks_of_number(evidence.h1) and not _shows(evidence)
    agreed = title.is_number and (heading.is_number or heading.says_missing)
    return _told(evidence, said=bare or agreed) if evidence.is_short else None


def _shows(evidence: Evidence) -> bool:
    return markup.media(evidence.fetched.body) >= PICTURES


def _missing_phrase(evidence: Evidence) -> Signals | None:
    phrase = missing.missing_phrase(evidence.shown)
    told = _is_dated(evidence) or evidence.is_story
    return seen(phrase and not told, phrase=phrase)


def _bare_notice(evidence: Evidence) -> Signals | None:
    """Find a line that speaks of a lost page where there are no sentences but such lines."""
    has_story = prose_words(evidence.text) >= WORDS_OF_A_STORY or _is_dated(evidence)
    if has_story or not evidence.is_short:
        return None
    lines = [evidence.h1, evidence.title, *evidence.shown.split("\n")]
    phrase = next(filter(None, map(missing.bare_notice, lines)), None)
    return seen(phrase, phrase=phrase)


def _empty_search(evidence: Evidence) -> Signals | None:
    said = f"{evidence.title}\n{evidence.h1}\n{evidence.text}"
    phrase = missing.found_nothing(said) if paths.is_search(evidence.final) else None
    return seen(phrase, phrase=phrase)


def _told(evidence: Evidence, *, said: bool) -> Signals | None:
    if not said or prose_words(evidence.text) >= FEW_WORDS or _is_dated(evidence):
        return None
    return {"title": evidence.title, "h1": evidence.h1, "words": evidence.words}


def _is_told(evidence: Evidence, notice: str) -> bool:
    """Tell whether a story tells of the notice."""
    return _is_dated(evidence) or evidence.goes_on_from(notice)


def _is_dated(evidence: Evidence) -> bool:
    return markup.is_dated_article(evidence.fetched.body)


def _cut(evidence: Evidence) -> Signals | None:
    return seen(evidence.fetched.cut, bytes=len(evidence.fetched.body))


SAME = (Rule("same-page", Outcome.OK, _same_page),)
PARKED = (
    Rule("parking-mark", Outcome.PARKED, _parking_mark),
    Rule("parked-phrase", Outcome.PARKED, _parked_phrase),
    Rule("idle-host", Outcome.PARKED, _idle_host),
)
MISSING = (
    Rule("missing-title", Outcome.SOFT_404, _missing_title),
    Rule("missing-heading", Outcome.SOFT_404, _missing_heading),
    Rule("missing-number", Outcome.SOFT_404, _missing_number),
    Rule("missing-phrase", Outcome.SOFT_404, _missing_phrase),
    Rule("bare-notice", Outcome.SOFT_404, _bare_notice),
    Rule("search-without-results", Outcome.SOFT_404, _empty_search),
)
CUT = (Rule("read-in-part", Outcome.TOO_BIG, _cut),)
