"""How we rate, and what we got wrong."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import get_language

from factcheck.corrections_log import Narrowed, kinds, narrowed_log, years
from factcheck.models import Rating
from newsroom.own_words import own_words
from newsroom.pages import reader_page
from newsroom.paging import Order, stretch_of

LOG = Order("published_at", "public_id")


@reader_page
def methodology(request: HttpRequest) -> HttpResponse:
    """Show the scale with every definition it ever had, how a check is made, and who we are.

    Two queries.
    """
    ratings = _scale(list(Rating.objects.prefetch_related("definitions")))
    context = {
        "ratings": ratings,
        "versions": _versions(ratings),
        "own": own_words(get_language() or "en"),
    }
    return render(request, "factcheck/methodology.html", context)


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


def _versions(ratings: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """List the days on which definitions came into force, the newest first, and of which ratings.

    Each such day is a version of the scale: ``number``, ``day``, ``ratings``.
    """
    by_day: dict[date, list[Mapping[str, Any]]] = {}
    for rating in ratings:
        for meaning in rating["definitions"]:
            day = localtime(meaning["valid_from"]).date()
            by_day.setdefault(day, []).append(rating)
    days = list(enumerate(sorted(by_day), start=1))
    return [{"number": n, "day": day, "ratings": by_day[day]} for n, day in reversed(days)]


@reader_page
def corrections(request: HttpRequest) -> HttpResponse:
    """Show the log of corrections and withdrawals, newest first, narrowed by kind and year.

    A kind or a year there is none of finds nothing, and the page says so. Three queries at most.
    """
    narrowed = Narrowed.asked(request.GET)
    context = {
        "page": stretch_of(request, narrowed_log(narrowed), LOG, narrowed=narrowed.parameters),
        "narrowed": narrowed,
        "kinds": kinds(narrowed),
        "years": years(narrowed),
    }
    return render(request, "factcheck/corrections.html", context)
