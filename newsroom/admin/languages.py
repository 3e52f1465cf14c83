"""A language, typed as a tag."""

from typing import Any

from django import forms

from newsroom.languages import read_tag


class LanguageField(forms.CharField):
    """Read ``en``, ``es-MX`` or ``es_mx``: browsers cut words and read aloud by it."""

    def clean(self, value: Any) -> str:
        """Return the tag. Raises ``ValidationError`` with what can be written instead."""
        try:
            return str(super().clean(read_tag(value or "")))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
