"""A figure echoed as it is understood: beside its field, while typing, and once it is saved."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from factcheck.admin.workbench_form import FIGURE_ROWS
from factcheck.figures import FigureReading, mixes_styles, read_figure
from factcheck.models import Appearance, Figure
from sources.models import Source, SourceText


@dataclass(frozen=True)
class FigureFields:
    """The two fields of a figure, and its reading where something is typed."""

    measure: forms.BoundField
    as_written: forms.BoundField
    reading: FigureReading | None


@dataclass(frozen=True)
class ClaimSoFar:
    """Where a claim stands in the article, with its figures and their readings."""

    appearance: Appearance
    figures: tuple[tuple[Figure, FigureReading | None], ...]


@dataclass
class Echoes:
    """Reads figures the way one article writes them."""

    source: Source
    text: SourceText

    @cached_property
    def _mixed_styles(self) -> bool:
        return mixes_styles(self.text.text)

    def of(self, written: str) -> FigureReading | None:
        """Read a figure as somebody typed it; None where nothing was."""
        if not written.strip():
            return None
        return read_figure(written, language=self.source.language, mixed_styles=self._mixed_styles)

    def beside(self, form: forms.Form) -> list[FigureFields]:
        """Return the figures of a form, valid or not, with what they are read as."""
        rows = [(form[f"measure_{n}"], form[f"as_written_{n}"]) for n in FIGURE_ROWS]
        return [
            FigureFields(measure, written, self.of(str(written.value() or "")))
            for measure, written in rows
        ]

    def of_claims(self, appearances: Iterable[Appearance]) -> list[ClaimSoFar]:
        """Return what was split out so far; the figures of ``appearances`` are prefetched."""
        return [
            ClaimSoFar(row, tuple((one, self.of(one.as_written)) for one in row.figures.all()))
            for row in appearances
        ]


def figure_echo(admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a posted ``written`` with its echo alone: in a body, for it is part of a draft."""
    source = get_object_or_404(Source, pk=pk)
    if not admin.has_view_or_change_permission(request, source):
        raise PermissionDenied
    text = source.latest_text
    if text is None:
        raise Http404
    reading = Echoes(source, text).of(request.POST.get("written", ""))
    return TemplateResponse(request, "admin/factcheck/source/_figure.html", {"reading": reading})
