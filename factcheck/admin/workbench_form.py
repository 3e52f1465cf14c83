"""What an editor says about words chosen in an article."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.actions.drafting import Selection
from factcheck.admin.measure import MeasureField
from factcheck.models import Appearance, Claim, Claimant, Topic
from newsroom.admin.dates import FuzzyDateField
from newsroom.refusals import Refusal
from sources.models import SourceText
from sources.reading.quote import sentences

FIGURE_ROWS = (1, 2)
WIDE = {"class": "vLargeTextField"}


class SplitForm(forms.Form):
    """The words, and the claim they make; or the claim we have that they make again."""

    text = forms.IntegerField(widget=forms.HiddenInput)
    start = forms.IntegerField(widget=forms.HiddenInput, required=False)
    following = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)
    draft = forms.CharField(widget=forms.HiddenInput, max_length=60, required=False)
    first = forms.IntegerField(label=gettext_lazy("Sentence"), min_value=1, required=False)
    last = forms.IntegerField(label=gettext_lazy("to"), min_value=1, required=False)
    exact = forms.CharField(
        label=gettext_lazy("Or the exact words"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2, **WIDE}),
        help_text=gettext_lazy("Copied from the article, word for word."),
    )
    occurrence = forms.IntegerField(
        label=gettext_lazy("Which occurrence"),
        min_value=1,
        max_value=1_000,
        required=False,
        help_text=gettext_lazy("When the words occur more than once: 1 is the first."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("How they say it"), choices=Appearance.Kind.choices)
    attribution = forms.CharField(
        label=gettext_lazy("As the article attributes it"), required=False, max_length=300
    )
    statement = forms.CharField(
        label=gettext_lazy("The claim in one checkable sentence"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, **WIDE}),
    )
    linked = forms.ModelChoiceField(
        queryset=Claim.objects.all(),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("We do not have that claim any more.")},
    )
    existing = forms.CharField(
        label=gettext_lazy("Or a claim we have"),
        required=False,
        widget=forms.TextInput(attrs=WIDE),
        help_text=gettext_lazy("Some of its words find it below; add the quote to it there."),
    )
    claimant = forms.CharField(
        label=gettext_lazy("Who said it"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "claimants-we-know"}),
    )
    claimant_kind = forms.ChoiceField(
        label=gettext_lazy("If new, a"), choices=Claimant.Kind.choices
    )
    title_held = forms.CharField(
        label=gettext_lazy("Title at the time"), required=False, max_length=200
    )
    cited = forms.CharField(
        label=gettext_lazy("Citing whom"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "claimants-we-know"}),
    )
    cited_kind = forms.ChoiceField(label=gettext_lazy("If new, a"), choices=Claimant.Kind.choices)
    said = FuzzyDateField(label=gettext_lazy("Said on"))
    measure_1 = MeasureField(label=gettext_lazy("Measure"), required=False)
    as_written_1 = forms.CharField(label=gettext_lazy("As written"), required=False, max_length=200)
    measure_2 = MeasureField(label=gettext_lazy("Second measure"), required=False)
    as_written_2 = forms.CharField(
        label=gettext_lazy("Second, as written"), required=False, max_length=200
    )
    topics = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Topics"),
        queryset=Topic.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_existing(self) -> Claim | None:
        """Find the claim that was meant: by its button, else by its sentence."""
        linked: Claim | None = self.cleaned_data.get("linked")
        sentence = self.cleaned_data["existing"].strip()
        if linked or not sentence:
            return linked
        found = Claim.objects.filter(Q(statement__iexact=sentence) | Q(slug=sentence)).first()
        if found is None:
            raise forms.ValidationError(
                _("No claim we have reads just like that. Choose one that looks like it.")
            )
        return found

    def clean(self) -> dict[str, Any] | None:
        """Ask for the claim, and for both halves of each figure."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("statement") and not cleaned.get("existing") and "existing" in cleaned:
            self.add_error("statement", _("Write the claim as one checkable sentence."))
        for number in FIGURE_ROWS:
            if f"measure_{number}" in self.errors:
                continue
            if bool(cleaned.get(f"measure_{number}")) != bool(cleaned.get(f"as_written_{number}")):
                self.add_error(f"as_written_{number}", _("A figure needs a measure and its words."))
        return cleaned

    @property
    def typed(self) -> str:
        """What was typed of the claim, valid or not: what claims we have are compared with."""
        written = (str(self[name].value() or "") for name in ("existing", "statement", "exact"))
        return next((words for words in written if words.strip()), "")

    @property
    def figures(self) -> dict[str, str]:
        """Each measure with the figure as the article writes it."""
        return {
            self.cleaned_data[f"measure_{number}"]: self.cleaned_data[f"as_written_{number}"]
            for number in FIGURE_ROWS
            if self.cleaned_data[f"measure_{number}"]
        }

    def selection(self, text: SourceText, language: str) -> Selection:
        """Return the chosen words. Raises ``Refusal`` when none are, or the numbers are off."""
        given = self.cleaned_data
        if given["exact"].strip():
            exact = given["exact"].replace("\r\n", "\n")
            return Selection(text=text, exact=exact, start=_place(text.text, exact, given))
        if not given["first"]:
            raise Refusal(_("Choose the words: the number of a sentence, or the words themselves."))
        spans = sentences(text.text, language or "en")
        first, last = given["first"], given["last"] or given["first"]
        if not first <= last <= len(spans):
            raise Refusal(
                _("Sentences are numbered from 1 to %d; “to” is not before.") % len(spans)
            )
        start, end = spans[first - 1][0], spans[last - 1][1]
        return Selection(text=text, exact=text.text[start:end], start=start)


def _place(text: str, exact: str, given: dict[str, Any]) -> int | None:
    """Return the offset an editor named, directly or by counting occurrences."""
    if not given["occurrence"]:
        start: int | None = given["start"]
        return start
    place = -1
    for _number in range(given["occurrence"]):
        place = text.find(exact, place + 1)
        if place < 0:
            raise Refusal(
                _("The words occur fewer than %d times in the text.") % given["occurrence"]
            )
    return place
