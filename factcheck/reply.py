"""The right of reply in a publication document: who was asked, when and how, and the answer.

How they were asked and by when an answer was wanted came later: a document frozen before, or where
nobody noted it, has no such keys.
"""

from typing import Any

from factcheck.models import Verdict

Reply = dict[str, Any]


def described(verdict: Verdict) -> Reply:
    """Return the part of the document. Dates are ISO 8601, or null."""
    optional = {
        "asked_how": verdict.asked_how,
        "answer_by": verdict.answer_by.isoformat() if verdict.answer_by else "",
    }
    return {
        "asked_whom": verdict.asked_whom,
        "asked_on": verdict.asked_on.isoformat() if verdict.asked_on else None,
        "answer": verdict.answer,
    } | {name: value for name, value in optional.items() if value}


def completed(reply: Reply) -> Reply:
    """Return the part with every key, whenever it was frozen, and ``how``: the way in words."""
    given = {"asked_how": "", "answer_by": "", **reply}
    way = given["asked_how"]
    return given | {"how": str(Verdict.AskedHow(way).label) if way else ""}
