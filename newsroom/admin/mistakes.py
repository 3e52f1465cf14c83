"""What is wrong with a form, in one list: each mistake with the way to its field.

Forms are long, and a mistake in a row far down is out of sight where the page opens again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import capfirst


@dataclass(frozen=True, slots=True)
class Mistake:
    """A sentence about a field; ``anchor`` is the field's id, "" where it is about the whole."""

    field: str
    anchor: str
    said: str


def mistakes_in(form: forms.BaseForm, formsets: Iterable[Any] = ()) -> list[Mistake]:
    """List the mistakes of a form, then those of the rows below it. None of a form not sent."""
    found = list(_of(form))
    for formset in formsets:
        found += [Mistake("", "", str(said)) for said in formset.non_form_errors()]
        name = capfirst(str(formset.model._meta.verbose_name))
        for number, row in enumerate(formset.forms, 1):
            found += _of(row, name if formset.max_num == 1 else f"{name} {number}")
    return found


def _of(form: Any, row: str = "") -> Iterator[Mistake]:
    for name, said in form.errors.items():
        for sentence in said:
            if name in form.fields:
                label = capfirst(str(form[name].label))
                title = f"{row}, {label}" if row else label
                yield Mistake(title, str(form[name].auto_id), str(sentence))
            else:
                yield Mistake(row, "", str(sentence))
