"""What a figure measures, typed in words: the same measure is written in one way everywhere."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _

from factcheck.models import Figure

_COLUMN: Any = Figure._meta.get_field("measure")


class MeasureField(forms.CharField):
    """Read “Rostec staff, peak” as ``rostec-staff-peak``, by which figures are compared."""

    def __init__(self, *, label: Any, required: bool = True) -> None:
        """Explain below the field what is wanted."""
        super().__init__(
            label=label,
            required=required,
            max_length=_COLUMN.max_length,
            help_text=_COLUMN.help_text,
        )

    def to_python(self, value: Any) -> str:
        """Return the words with hyphens. Raises ``ValidationError`` where no letter is left."""
        words = str(super().to_python(value))
        measure = slugify(words)
        if words and not measure:
            raise forms.ValidationError(
                _("Write what is counted in Latin letters and figures, such as grain-exports.")
            )
        return measure
