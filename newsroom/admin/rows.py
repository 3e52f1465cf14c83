"""Rows of an inline that a screen reader can tell apart."""

from typing import Any, TypeVar

from django import forms
from django.db.models import Model
from django.forms.models import BaseInlineFormSet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

C = TypeVar("C", bound=Model)
P = TypeVar("P", bound=Model)
F = TypeVar("F", bound="forms.ModelForm[Any]")


MOST_ROWS = 60  # each costs queries and time to draw; a forged form may ask for thousands


class NamedRows(BaseInlineFormSet[C, P, F]):
    """Give every input of every row an accessible name: “field, row N”."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Read no more rows than a person fills in."""
        self.absolute_max = MOST_ROWS
        super().__init__(*args, **kwargs)

    def add_fields(self, form: F, index: int | None) -> None:
        """Name the inputs after the row they stand in."""
        super().add_fields(form, index)
        if self.max_num == 1:
            return
        row = _("new row") if index is None else _("row %d") % (index + 1)
        for name, field in form.fields.items():
            # The admin wraps selects in a widget that does not render its own attributes.
            widget: Any = getattr(field.widget, "widget", field.widget)
            label = capfirst(str(field.label or name.replace("_", " ")))
            if isinstance(widget, forms.RadioSelect):
                _name_each(widget, f"{label}, {row}")
            elif not widget.is_hidden:
                widget.attrs["aria-label"] = f"{label}, {row}"


def _name_each(widget: forms.RadioSelect, group: str) -> None:
    """Name each button by its own words, then by the group: one name for all would hide them."""
    create = widget.create_option

    def named(*args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = create(*args, **kwargs)
        option["attrs"]["aria-label"] = f"{option['label']}, {group}"
        return option

    widget.create_option = named  # type: ignore[method-assign]
