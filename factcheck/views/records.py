"""How we rate, and what we got wrong."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from factcheck.models import Rating
from factcheck.queries import public_corrections
from newsroom.pages import reader_page
from newsroom.paging import Order, stretch_of

LOG = Order("published_at", "public_id")


@reader_page
def methodology(request: HttpRequest) -> HttpResponse:
    """Show the scale with every definition it ever had, and how a check is made. Two queries."""
    ratings = list(Rating.objects.prefetch_related("definitions"))
    return render(request, "factcheck/methodology.html", {"ratings": _scale(ratings)})


def _scale(ratings: list[Rating]) -> list[dict[str, Any]]:
    values = [rating.value for rating in ratings if rating.value is not None]
    bounds = {"best": max(values, default=None), "worst": min(values, default=None)}
    return [
        bounds
        | {
            "key": rating.key,
            "label": rating.label,
            "label_es": rating.label_es,
            "value": rating.value,
            "is_active": rating.is_active,
            "definitions": [
                {"definition": d.text, "definition_es": d.text_es, "valid_from": d.valid_from}
                for d in rating.definitions.all()
            ],
        }
        for rating in ratings
    ]


@reader_page
def corrections(request: HttpRequest) -> HttpResponse:
    """Show the log of corrections and withdrawals, newest first. One query."""
    page = stretch_of(request, public_corrections(), LOG)
    return render(request, "factcheck/corrections.html", {"page": page})
