"""Readers report errors: a form that needs no script, no cookie and no account.

What was typed comes back on the page whenever it could not be taken down.
"""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from factcheck import actions
from factcheck.models import Check, ReaderReport
from factcheck.views.checks import check_at, notice
from newsroom.api.throttling import Limit, network_of
from newsroom.origins import is_from_here
from newsroom.pages import reader_form, reader_page
from newsroom.refusals import Refusal
from newsroom.stamps import age_of, stamp

FOR_MACHINES = "website"  # a field nobody sees; whoever fills in all there are is a machine
SOONEST = 2  # seconds; nobody writes a sentence in less
LATEST = 2 * 3600  # seconds
FROM_ONE_NETWORK = 10  # an hour
ABOUT_ONE_CHECK_FROM_ONE_NETWORK = 3  # an hour: nobody alone uses up what there is for everybody
ABOUT_ONE_CHECK = 60  # an hour

UNPROCESSABLE, TOO_MANY, UNAVAILABLE = 422, 429, 503


class ReportForm(forms.ModelForm[ReaderReport]):
    """What a reader may say; the model knows how much of it."""

    evidence_url = forms.URLField(
        label=_("Address of a page that shows it (if there is one)"),
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("An address starts with http:// or https://.")},
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )

    class Meta:
        model = ReaderReport
        fields = ["message", "evidence_url", "contact"]
        widgets = {
            "message": forms.Textarea(attrs={"rows": 8}),
            "contact": forms.TextInput(attrs={"autocomplete": "email"}),
        }
        labels = {
            "message": _("What is wrong, and how do you know?"),
            "contact": _("How we can reach you (if you want)"),
        }
        help_texts = {
            "contact": _(
                "For our questions, and for nothing else. We delete it 30 days after we have "
                "settled your report, and after 90 days in any case."
            )
        }


@reader_form
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form about a check, or take down what was sent. One query to show it."""
    found = check_at(slug)
    if found.is_withdrawn:
        return notice(request, found)
    if request.method != "POST":
        return _page(request, found, ReportForm(label_suffix=""))
    if is_from_here(request) is False:
        raise PermissionDenied  # nothing another site made up is one button away from being sent
    form = ReportForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _page(request, found, form, UNPROCESSABLE)
    if delayed := _delayed(request, found, form):
        return delayed
    return _taken_down(request, found, form)


@reader_page
def reported(request: HttpRequest, slug: str) -> HttpResponse:
    """Say thank you. One query."""
    found = check_at(slug)
    if found.is_withdrawn:
        return notice(request, found)
    return render(request, "factcheck/reported.html", {"check": found, **_about(found)})


def _about(found: Check) -> dict[str, Any]:
    document = found.publication.document
    return {"statement": document["claim"]["statement"], "language": document["language"]}


def _purpose(found: Check) -> str:
    return f"report {found.public_id}"


def _page(
    request: HttpRequest, found: Check, form: ReportForm, status: int = 200, said: str = ""
) -> HttpResponse:
    """Show the form with what was typed; ``said`` is why it was not taken down."""
    given = request.POST.get("stamp", "")
    is_good = 0 <= _age(given, found) <= LATEST
    context = {
        "check": found,
        "form": form,
        "said": said,
        "stamp": given if is_good else stamp(_purpose(found)),
        **_about(found),
    }
    return render(request, "factcheck/report.html", context, status=status)


def _age(given: str, found: Check) -> float:
    """Return the age of a stamp in seconds, below zero where it is none for this check."""
    age = age_of(given, _purpose(found))
    return -1 if age is None else age


def _delayed(request: HttpRequest, found: Check, form: ReportForm) -> HttpResponse | None:
    """Answer what may be a machine's, or is one too many: nothing is lost, it is sent again."""
    age = _age(request.POST.get("stamp", ""), found)
    if request.POST.get(FOR_MACHINES):
        said = gettext("One field has to stay empty, and was not. It is now: please send it again.")
    elif not 0 <= age <= LATEST:
        said = gettext("This page was open for too long. Nothing is lost: please send it again.")
    elif age < SOONEST:
        said = gettext("That was very quick. Please read it once more and send it again.")
    elif seconds := _refused_for(request, found):
        return _too_many(request, found, form, seconds)
    else:
        return None
    return _page(request, found, form, UNPROCESSABLE, said)


def _refused_for(request: HttpRequest, found: Check) -> int:
    network = network_of(request)
    limits = (
        Limit(f"reports_from_{network}", an_hour=FROM_ONE_NETWORK),
        Limit(
            f"reports_about_{found.public_id}_from_{network}",
            an_hour=ABOUT_ONE_CHECK_FROM_ONE_NETWORK,
        ),
        Limit(f"reports_about_{found.public_id}", an_hour=ABOUT_ONE_CHECK),
    )
    return next((seconds for limit in limits if (seconds := limit.refused_for())), 0)


def _too_many(request: HttpRequest, found: Check, form: ReportForm, seconds: int) -> HttpResponse:
    minutes = -(-seconds // 60)
    said = ngettext(
        "We got many reports within the last hour. Please send yours again in a minute.",
        "We got many reports within the last hour. Please send yours again in %d minutes.",
        minutes,
    )
    page = _page(request, found, form, TOO_MANY, said % minutes if minutes > 1 else said)
    page.headers["Retry-After"] = str(seconds)
    return page


def _taken_down(request: HttpRequest, found: Check, form: ReportForm) -> HttpResponse:
    try:
        actions.report_error(check=found, **form.cleaned_data)
    except Refusal as refusal:
        return _page(request, found, form, UNPROCESSABLE, str(refusal))
    except OperationalError:  # somebody is at work on this check for longer than we wait
        said = gettext("We cannot take it down just now. Nothing is lost: please send it again.")
        return _page(request, found, form, UNAVAILABLE, said)
    return redirect("check-reported", slug=found.slug)
