"""A date with its precision, typed in one field."""

from typing import Any, ClassVar, TypeVar

from django import forms
from django.db.models import Model
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from newsroom.admin.refusing import RefusableForm
from newsroom.dates import FuzzyDate, parse

M = TypeVar("M", bound=Model)


class FuzzyDateField(forms.Field):
    """Read “2019-06-03”, “2019-06”, “2019” or “3 June 2019”; empty is an unknown date."""

    def __init__(self, *, label: Any = None) -> None:
        """Explain the spellings below the field."""
        super().__init__(
            label=label,
            required=False,
            help_text=_("As exactly as it is known: 2019-06-03, 2019-06, 2019 or 3 June 2019."),
        )

    def to_python(self, value: Any) -> FuzzyDate:
        """Return the date. Raises ``ValidationError`` with what can be written instead."""
        try:
            return parse(value or "", get_current_timezone())
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        """Write a date the way it can be typed."""
        return (value.iso() or "") if isinstance(value, FuzzyDate) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what was shown with what came back."""
        return (self.prepare_value(initial) or "") != (data or "").strip()


class DatedForm(RefusableForm[M]):
    """A form with one such field, named after the model's property: ``said``, ``published``.

    Its columns are ``<name>_at`` and ``<name>_precision``, and ``<name>_inferred`` where the
    model has it: what a person typed is not inferred.
    """

    dated: ClassVar[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the date the row has."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial[self.dated] = getattr(self.instance, self.dated)

    def clean(self) -> dict[str, Any] | None:
        """Put a changed date into its columns."""
        cleaned = super().clean()
        date = self.cleaned_data.get(self.dated)
        if self.dated in self.changed_data and date is not None:
            setattr(self.instance, f"{self.dated}_at", date.value)
            setattr(self.instance, f"{self.dated}_precision", date.precision.value)
            if hasattr(self.instance, f"{self.dated}_inferred"):
                setattr(self.instance, f"{self.dated}_inferred", False)
        return cleaned
