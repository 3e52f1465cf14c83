"""The workbench's list of sentences worth splitting, and the two acts on it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck import actions
from factcheck.admin.sentences import Paragraph, Sentence
from factcheck.models import Appearance, Dismissal
from factcheck.suggesting import Sign, Trait, rank
from newsroom.admin.base import person
from newsroom.refusals import NotAllowed, Refusal
from sources.models import Source, SourceText

AT_ONCE = 10
MOST = 10_000
LONGEST_SIGN = 40

REASONS = {
    Trait.AMOUNT: gettext_lazy("number"),
    Trait.NUMBER: gettext_lazy("number"),
    Trait.SPEECH: gettext_lazy("attributed speech"),
    Trait.QUOTATION: gettext_lazy("quotation"),
    Trait.NAME: gettext_lazy("name"),
    Trait.PAST: gettext_lazy("completed event"),
    Trait.COMPARISON: gettext_lazy("comparison"),
    Trait.SUPERLATIVE: gettext_lazy("superlative"),
    Trait.CHANGE: gettext_lazy("change"),
    Trait.CAUSE: gettext_lazy("cause"),
    Trait.TIME: gettext_lazy("date or period"),
    Trait.ECONOMY: gettext_lazy("money and work"),
    Trait.SECURITY: gettext_lazy("crime and war"),
    Trait.PUBLIC_LIFE: gettext_lazy("votes, law, health, schools"),
    Trait.STANCE: gettext_lazy("position taken"),
    Trait.TRUTH: gettext_lazy("words about truth"),
    Trait.DENIAL: gettext_lazy("denial"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence worth splitting: where it stands, why in a few words, and the words that say so.

    ``text_id``, ``start`` and ``end`` are what its dismissal names.
    """

    number: int
    words: str
    text_id: int
    start: int
    end: int
    reason: str = ""
    signs: str = ""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What is suggested, best first, and what was dismissed; ``shown`` rows are to be listed.

    ``ranked`` numbers the sentences that are worth it, best first, claimed and dismissed or not.
    """

    rows: Sequence[Row]
    dismissed: Sequence[Row]
    shown: int
    ranked: Sequence[int]

    @property
    def listed(self) -> Sequence[Row]:
        """The rows to list."""
        return self.rows[: self.shown]

    @property
    def left(self) -> int:
        """How many rows the next step adds."""
        return min(AT_ONCE, len(self.rows) - len(self.listed))

    @property
    def next(self) -> int:
        """How many are listed after the next step."""
        return self.shown + AT_ONCE

    @property
    def first_of_next(self) -> int:
        """The place of the first row that the next step adds."""
        return self.shown + 1

    def behind(self, number: int) -> int | None:
        """Return the number of the suggestion that comes after a sentence, if that was one.

        Before the first sentence, which is 1, it is the best.
        """
        if number and number not in self.ranked:
            return None
        better = set(self.ranked[: self.ranked.index(number) + 1]) if number else set()
        return next((row.number for row in self.rows if row.number not in better), None)


def suggestions_for(
    request: HttpRequest,
    source: Source,
    text: SourceText,
    paragraphs: Sequence[Paragraph],
    claimed: Iterable[Appearance],
) -> Suggestions:
    """Rank what nobody has claimed or dismissed yet. One query.

    What was claimed or dismissed in an older text of the article is known by its words.
    """
    sentences = [one for paragraph in paragraphs for one in paragraph.sentences]
    older = [row.passage.exact for row in claimed if row.passage and row.passage.text_id != text.pk]
    dismissed = _dismissed(source, text, sentences)
    put_away = {row.number for row in dismissed}
    spans = [(one.start, one.end) for one in sentences]
    rows, ranked = [], rank(text.text, source.language or "en", spans)
    for found in ranked:
        sentence = sentences[found.number - 1]
        if found.number not in put_away and not _is_claimed(sentence, text, older):
            rows.append(_row(sentence, text, found.suggestion.reasons))
    return Suggestions(rows, dismissed, _shown(request), [one.number for one in ranked])


def _row(sentence: Sentence, text: SourceText, signs: Sequence[Sign]) -> Row:
    return Row(
        number=sentence.number,
        words=text.text[sentence.start : sentence.end],
        text_id=text.pk,
        start=sentence.start,
        end=sentence.end,
        reason=" + ".join(dict.fromkeys(str(REASONS[sign.trait]) for sign in signs)),
        signs=", ".join(_("“%s”") % words for words in _shown_words(signs)),
    )


def _shown_words(signs: Iterable[Sign]) -> Iterable[str]:
    """Return the words that show the signs, each once, the long ones cut."""
    return dict.fromkeys(Truncator(one.words).chars(LONGEST_SIGN) for one in signs if one.words)


def _is_claimed(sentence: Sentence, text: SourceText, older: Iterable[str]) -> bool:
    """Say whether words of a sentence are claimed, in this text or an older one."""
    if sentence.is_claimed:
        return True
    words = text.text[sentence.start : sentence.end]
    return any(exact in words or words in exact for exact in older)


def _dismissed(source: Source, text: SourceText, sentences: Iterable[Sentence]) -> list[Row]:
    """List the sentences that were dismissed, in their order, each with the place to bring back."""
    dismissals = Dismissal.objects.words_of(source)
    here = {(row.start, row.end): row for row in dismissals if row.text_id == text.pk}
    older = {row.words: row for row in dismissals if row.text_id != text.pk}
    rows = []
    for one in sentences:
        words = text.text[one.start : one.end]
        if row := here.get((one.start, one.end)) or older.get(words):
            rows.append(Row(one.number, words, row.text_id, row.start, row.end))
    return rows


def _shown(request: HttpRequest) -> int:
    """Return how many suggestions the address asks for."""
    return min(max(_number(request.GET.get("shown"), AT_ONCE), AT_ONCE), MOST)


def with_reasons(paragraphs: Iterable[Paragraph], suggestions: Suggestions) -> list[Paragraph]:
    """Write beside each sentence of the article that is listed why it is suggested."""
    reasons = {row.number: row.reason for row in suggestions.listed}
    return [
        Paragraph([replace(one, reason=reasons.get(one.number, "")) for one in paragraph.sentences])
        for paragraph in paragraphs
    ]


def dismiss_view(admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Dismiss what is posted as ``text``, ``start`` and ``end``."""
    return _act(admin, request, pk, actions.dismiss_suggestion)


def bring_back_view(admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Bring back what is posted as ``text``, ``start`` and ``end``."""
    return _act(admin, request, pk, actions.bring_back_suggestion)


def _act(admin: Any, request: HttpRequest, pk: int, act: Callable[..., object]) -> HttpResponse:
    """Do what a form posts and lead back to the list; a script that takes JSON gets no content.

    To a script a refusal is its sentence as ``detail``, with 403 where the role forbids the act.
    """
    source = get_object_or_404(Source, pk=pk)
    if not admin.has_view_or_change_permission(request, source):
        raise PermissionDenied
    refused = None
    try:
        act(by=person(request), **_place(request, source))
    except Refusal as refusal:
        refused = refusal
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        if refused is None:
            return HttpResponse(status=204)
        status = 403 if isinstance(refused, NotAllowed) else 409
        return JsonResponse({"detail": str(refused)}, status=status)
    if refused is not None:
        messages.error(request, str(refused))
    shown = _number(request.POST.get("shown"), AT_ONCE)
    workbench = reverse("admin:sources_source_workbench", args=[pk])
    return HttpResponseRedirect(f"{workbench}?shown={shown}#suggestions-heading")


def _place(request: HttpRequest, source: Source) -> dict[str, Any]:
    """Read the text and the place that are posted. Raises ``Refusal`` for a text of another."""
    given = {name: _number(request.POST.get(name), -1) for name in ("text", "start", "end")}
    text = source.texts.filter(pk=given["text"]).first()
    if text is None:
        raise Refusal(_("The article has no such text. Open the workbench again."))
    return {"text": text, "start": given["start"], "end": given["end"]}


def _number(given: str | None, otherwise: int) -> int:
    """Read a number of nine digits at most; whatever else was sent is ``otherwise``."""
    return int(given) if given and given.isdecimal() and len(given) <= 9 else otherwise
