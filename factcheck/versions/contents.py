"""A publication document sorted into named words, to be compared. Plain data in, plain data out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from factcheck.document import Document
from factcheck.models import Appearance, ClaimClaimant, Correction, Evidence, Verdict
from factcheck.presenting import date
from factcheck.reply import completed
from factcheck.richtext import to_words

Words = Mapping[str, str]
"""What is said, by the name of the field."""


@dataclass(frozen=True)
class Part:
    """One of several things a document lists: its name for people, and what is said of it."""

    name: str
    says: Words
    language: str = ""
    """Of what is said, where it is not that of the document (BCP 47)."""


@dataclass(frozen=True)
class Contents:
    """A document: what its fields say, and its lists, each with its parts by a lasting key.

    A list or a field that a document does not tell of at all is left out.
    """

    says: Words
    lists: Mapping[str, Mapping[str, Part]]


def contents_of(document: Document) -> Contents:
    """Sort a document, or what is left of an old draft, into its fields and lists."""
    kinds: tuple[tuple[str, str, Callable[[Document], tuple[str, Part]]], ...] = (
        (_("Claimants"), "claimants", _claimant),
        (_("Evidence"), "evidence", _evidence),
        (_("Appearances"), "appearances", _appearance),
        (_("Confirmed discrepancies"), "discrepancies", _discrepancy),
        (_("Corrections"), "corrections", _correction),
    )
    lists = {
        title: _by_key(map(part, document[name])) for title, name, part in kinds if name in document
    }
    return Contents(_fields(document), lists)


def as_read(before: Document, after: Document) -> tuple[Document, Document]:
    """Return both documents with their explanations as readers read them, without Markdown.

    Where nothing but signs differ, the signs stay: two texts that differ never look the same.
    """
    typed = before["explanation"], after["explanation"]
    read = to_words(typed[0]), to_words(typed[1])
    told = typed if read[0] == read[1] else read
    return before | {"explanation": told[0]}, after | {"explanation": told[1]}


def in_our_words() -> frozenset[str]:
    """Name the fields whose words are the interface's, in its language, and not the document's."""
    return frozenset(
        {_("Said on"), _("Rating"), _("Confidence"), _("Asked how"), _("Kind"), _("Stance")}
        | {_("Load-bearing")}
    )


def _by_key(parts: Iterable[tuple[str, Part]]) -> dict[str, Part]:
    """Key the parts; of those with one key (an article cited twice) the later ones are counted."""
    found: dict[str, Part] = {}
    for key, part in parts:
        number = 1
        while f"{key} {number}" in found:
            number += 1
        found[f"{key} {number}"] = part
    return found


def _fields(document: Document) -> Words:
    claim, reply = document["claim"], completed(document["right_of_reply"])
    rating = document["rating"]
    language = (get_language() or "en").partition("-")[0]
    says = {
        _("Claim"): claim["statement"],
        _("Summary"): claim["summary"],
        _("Said on"): date(claim["said"]).words(language),
        _("Place"): claim["place"],
        _("Context"): claim["context_note"],
        _("Rating"): (rating.get(f"label_{language}") or rating["label"]) if rating else "",
        _("Reason"): document["reason"],
        _("Explanation"): document["explanation"],
        _("Confidence"): str(Verdict.Confidence(document["confidence"]).label),
        _("Open questions"): document["open_questions"],
        _("Asked for comment"): reply["asked_whom"],
        _("Asked on"): reply["asked_on"] or "",
        _("Asked how"): reply["how"],
        _("Answer wanted by"): reply["answer_by"],
        _("Their answer"): reply["answer"],
    }
    if "topics" in claim:
        says[_("Topics")] = ", ".join(topic["name"] for topic in claim["topics"])
    return says


def _claimant(row: Document) -> tuple[str, Part]:
    part = str(ClaimClaimant.Part(row["part"]).label)
    says = {_("Title at the time"): row["title_held"]}
    return f"{row['slug']} {row['part']}", Part(f"{row['name']} ({part})", says)


def _evidence(row: Document) -> tuple[str, Part]:
    if row["is_withheld"]:
        why = row["withheld_reason"]
        return f"withheld {why}", Part(_("Withheld evidence"), {_("Why it is withheld"): why})
    says = {
        _("Title"): row["title"],
        _("Publisher"): row["publisher"],
        _("Kind"): str(Evidence.Kind(row["kind"]).label),
        _("Stance"): str(Evidence.Stance(row["stance"]).label),
        _("What it shows"): row["shows"],
        _("Load-bearing"): _yes(is_so=row["is_load_bearing"]),
        _("Address"): row["url"] or "",
        _("Words it rests on"): _quoted(row),
    }
    return str(row["link"] or row["upload"]), Part(row["title"], says)


def _appearance(row: Document) -> tuple[str, Part]:
    source = row["source"]
    says = {
        _("Words"): _quoted(row),
        _("Kind"): str(Appearance.Kind(row["kind"]).label),
        _("Attribution"): row["attribution"],
        _("Figures"): "; ".join(f"{f['measure']}: {f['as_written']}" for f in row["figures"]),
    }
    language = source.get("language", "")  # an old draft does not tell
    return source["slug"], Part(source["title"] or source["slug"], says, language)


def _discrepancy(row: Document) -> tuple[str, Part]:
    return f"{row['measure']} {row['kind']}", Part(row["measure"], {_("Note"): row["note"]})


def _correction(row: Document) -> tuple[str, Part]:
    says = {
        _("What was wrong"): row["was_wrong"],
        _("What changes"): row["what_changed"],
        _("Why"): row["why"],
    }
    return row["id"], Part(str(Correction.Kind(row["kind"]).label), says)


def _quoted(row: Document) -> str:
    return row["quote"]["exact"] if row["quote"] else ""


def _yes(*, is_so: bool) -> str:
    return _("yes") if is_so else _("no")
