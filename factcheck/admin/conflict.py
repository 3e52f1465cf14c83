"""What two editors' versions of a draft say differently, field by field."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Difference:
    """A field on which the saved draft and the form disagree."""

    field: str
    theirs: str
    yours: str


def differences(form: Any, formsets: Iterable[Any]) -> list[Difference]:
    """Compare a bound form and its rows with what the database has now. A query for each row."""
    found = list(_between(form, ""))
    for formset in formsets:
        name = capfirst(formset.model._meta.verbose_name)
        for number, row in enumerate(formset.forms, 1):
            if row.instance.pk:
                label = f"{name}, " if formset.max_num == 1 else f"{name} {number}, "
                found += _between(row, label)
    return found


def _between(form: Any, label: str) -> Iterator[Difference]:
    """Yield the fields of ``form`` that the row's saved version answers differently."""
    row = type(form.instance).objects.filter(pk=form.instance.pk).first()
    if row is None:
        yield Difference(f"{label}{form.instance}", _("(removed)"), str(form.instance))
        return
    saved = type(form)(instance=row, prefix=form.prefix)
    for name, field in form.fields.items():
        if name not in saved.fields or field.widget.is_hidden or name == "revision":
            continue
        theirs, yours = saved[name].value(), form[name].value()
        if field.has_changed(theirs, yours):
            title = f"{label}{field.label or name}"
            yield Difference(capfirst(title), _shown(field, theirs), _shown(field, yours))


def _shown(field: forms.Field, value: Any) -> str:
    """Write a form value the way a person reads it."""
    if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
        keys = value if isinstance(value, list) else [value] if value else []
        return ", ".join(str(row) for row in field.queryset.filter(pk__in=keys))
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value or ""))  # type: ignore[arg-type]
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    return "" if value is None else str(field.prepare_value(value))
