"""Two editors in one draft: bring their versions together, field by field.

Every field of a draft's form carries what it said when the form was drawn (Django's hidden
initial), so three versions are known: that one, the saved one, and the one in the form. What
only the other editor changed is put into the form; what both changed is theirs to decide.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Difference:
    """A field the other editor changed. ``is_taken``: their version is in the form now."""

    field: str
    theirs: str
    yours: str
    is_taken: bool


def bring_together(form: Any, formsets: Iterable[Any]) -> list[Difference]:
    """Put into a bound form and its rows what only the other editor changed; list every change.

    Costs a query for each row.
    """
    found = list(_merge(form, form.instance, ""))
    for formset in formsets:
        name = capfirst(formset.model._meta.verbose_name)
        for number, row in enumerate(formset.forms, 1):
            label = f"{name}, " if formset.max_num == 1 else f"{name} {number}, "
            if row.instance.pk:
                found += _merge(row, row.instance, label)
            elif row.data.get(row.add_prefix("id")) == "" and row.has_changed():
                found.append(_removed(row, label))
    return found


def _removed(form: Any, label: str) -> Difference:
    """Tell of a row that was removed while it was being changed here."""
    typed = "; ".join(_shown(form.fields[name], form[name].value()) for name in form.changed_data)
    return Difference(label.rstrip(", "), _("(removed)"), typed, is_taken=False)


def _merge(form: Any, saved_row: Any, label: str) -> Iterator[Difference]:
    saved = type(form)(instance=type(saved_row).objects.get(pk=saved_row.pk), prefix=form.prefix)
    form.data = form.data.copy()
    for name, field in form.fields.items():
        if not field.show_hidden_initial or name not in saved.fields:
            continue
        drawn, theirs, yours = _drawn(form, name), saved[name].value(), form[name].value()
        if not _differ(field, drawn, theirs) or not _differ(field, theirs, yours):
            continue
        is_taken = not _differ(field, drawn, yours)
        title = capfirst(f"{label}{field.label or name}")
        yield Difference(title, _shown(field, theirs), _shown(field, yours), is_taken)
        if is_taken:
            form.data.setlist(form.add_prefix(name), _typed(theirs))


def _drawn(form: Any, name: str) -> Any:
    """Return what the field said when the form was drawn."""
    widget = form.fields[name].hidden_widget()
    return widget.value_from_datadict(form.data, form.files, form[name].html_initial_name)


def _differ(field: forms.Field, one: Any, other: Any) -> bool:
    try:
        return field.has_changed(field.to_python(one), other)
    except ValidationError:
        return True


def _typed(value: Any) -> list[str]:
    """Return a field's value the way a browser sends it."""
    values = value if isinstance(value, list | tuple) else [value]
    return ["" if one is None else str(one) for one in values]


def _shown(field: forms.Field, value: Any) -> str:
    """Write a field's value the way a person reads it."""
    if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
        keys = value if isinstance(value, list) else [value] if value else []
        return ", ".join(str(row) for row in field.queryset.filter(pk__in=keys))
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value or ""))  # type: ignore[arg-type]
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    return "" if value is None else str(field.prepare_value(value))
