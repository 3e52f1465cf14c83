"""Comments beside what they are about: the field, or the heading of a group of rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.helpers import AdminForm
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from factcheck.models import Appearance, Claim, ClaimClaimant, Comment, Evidence, Verdict

SHOWN = 100
_FIELDS: Mapping[str, tuple[type[Any], str]] = {
    Comment.Field.STATEMENT: (Claim, "statement"),
    Comment.Field.SAID: (Claim, "said"),
    Comment.Field.RATING: (Verdict, "rating"),
    Comment.Field.REASON: (Verdict, "reason"),
    Comment.Field.EXPLANATION: (Verdict, "explanation"),
    Comment.Field.REPLY: (Verdict, "asked_whom"),
}
_GROUPS: Mapping[str, type[Any]] = {
    Comment.Field.CLAIMANTS: ClaimClaimant,
    Comment.Field.EVIDENCE: Evidence,
    Comment.Field.APPEARANCES: Appearance,
}


@dataclass(frozen=True)
class Remarks:
    """What was said about a claim: what is open, what is settled, each in the order it was said."""

    open: list[Comment]
    settled: list[Comment]


def remarks_on(claim: Claim) -> Remarks:
    """Return the newest comments on a claim. One query."""
    rows = claim.comments.select_related("author", "resolved_by").order_by("-pk")[:SHOWN]
    comments = list(reversed(rows))
    return Remarks(
        [row for row in comments if row.resolved_at is None],
        [row for row in comments if row.resolved_at is not None],
    )


def put_beside(remarks: Iterable[Comment], form: AdminForm, groups: Iterable[Any]) -> None:
    """Show open comments in the help of their fields, and above the rows of their groups."""
    by_field: dict[str, list[Comment]] = defaultdict(list)
    for remark in remarks:
        by_field[remark.field].append(remark)
    formsets = {group.formset.model: group.formset for group in groups}
    for name, found in by_field.items():
        if name in _GROUPS and _GROUPS[name] in formsets:
            formsets[_GROUPS[name]].remarks = found
        elif name in _FIELDS:
            model, field = _FIELDS[name]
            forms = [form.form] if model is Claim else _forms_of(formsets.get(model))
            for one in forms:
                _explain(one, field, found)


def _forms_of(formset: Any) -> list[Any]:
    return list(formset.forms) if formset else []


def _explain(form: Any, name: str, remarks: list[Comment]) -> None:
    """Add the remarks to a field's help, which screen readers read with the field."""
    field = form.fields.get(name)
    if field is None:
        return
    told = format_html_join(
        "",
        '<span class="remark"><span aria-hidden="true">✎</span> {} '
        '<a href="#comment-{}">{}</a></span>',
        ((f"{r.author}: {r.text}", r.pk, _("Go to the comment")) for r in remarks),
    )
    field.help_text = format_html("{} {}", field.help_text, told)
