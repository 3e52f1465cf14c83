"""File articles from files and addresses, one after the other, for ``import_article``."""

from dataclasses import dataclass
from pathlib import Path

from newsroom.accounts.models import User
from newsroom.dates import FuzzyDate
from newsroom.jobs.queue import work
from newsroom.refusals import Conflict, Refusal
from sources import actions
from sources.actions.texts import read_article
from sources.checking import check_links
from sources.models import Link, Retrieval, Source, SourceText
from sources.outlets import ensure_outlet
from sources.reading.article import Article
from sources.wording import outcome_words

OPENING_WORDS = 12


@dataclass(frozen=True, kw_only=True)
class Imported:
    """An article that was filed: what became of it, in a word, and how much of it was kept."""

    source: Source
    state: str
    kept: int
    found: int

    @property
    def published(self) -> FuzzyDate:
        """The date as read."""
        return self.source.published


def import_article(place: str, *, by: User, review: bool = False) -> Imported:
    """File the article at ``place``, a path or an address; accept its text unless ``review``.

    Raises ``Refusal`` with a sentence when it is filed already or cannot be read.
    """
    if place.startswith(("http://", "https://")):
        source = _file_address(place, by)
    else:
        source = _file_text(_read(Path(place)), by)
    retrieval = source.retrievals.latest("pk")
    text = None if review else _accept(retrieval, by)
    return Imported(
        source=source,
        state="accepted" if text else retrieval.get_state_display(),
        kept=len(text.text) if text else 0,
        found=len(retrieval.raw),
    )


def _read(path: Path) -> Article:
    try:
        return read_article(path.read_bytes(), "")
    except OSError as error:
        raise Refusal(f"{path} cannot be opened: {error.strerror}.") from error


def _file_text(article: Article, by: User) -> Source:
    """File what was read from a file. A file has no address: nothing will be watched."""
    known = Retrieval.objects.filter(raw=article.raw).select_related("source").first()
    if known:
        raise actions.AlreadyFiled(known.source)
    title = article.title or _opening(article.text)
    notes = "" if article.title else "No title was found; these are the article's first words."
    return actions.file_source(
        by=by,
        article=article,
        particulars=actions.Particulars(
            title=title,
            outlet=ensure_outlet(article.outlet_name) if article.outlet_name else None,
            notes=notes,
        ),
        obtained=SourceText.Obtained.IMPORTED,
    )


def _opening(text: str) -> str:
    words = text.split(maxsplit=OPENING_WORDS)[:OPENING_WORDS]
    return f"{' '.join(words)} …" if words else ""


def _file_address(address: str, by: User) -> Source:
    """File an address and fetch its page here and now, as a worker would."""
    source = actions.file_source(by=by, address=address)
    link = Link.objects.get(source=source)
    check_links([link])
    while source.retrievals.filter(state=Retrieval.State.WAITING).exists() and work(1):
        pass
    link.refresh_from_db()
    if link.is_broken:
        raise Refusal(
            f"The page could not be fetched: {link.get_health_display()} "
            f"({outcome_words(link.outcome, link.status)}). "
            "It is filed; paste its text at the desk."
        )
    source.refresh_from_db()
    return source


def _accept(retrieval: Retrieval, by: User) -> SourceText | None:
    """Accept the text as proposed; None while a worker still has to bring it."""
    if retrieval.state == Retrieval.State.WAITING:
        return None
    if retrieval.state == Retrieval.State.FAILED:
        raise Conflict(retrieval.note)
    return actions.accept_text(by=by, retrieval=retrieval)
