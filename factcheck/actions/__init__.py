"""What people do with claims: one keyword-only function for each act.

Every act checks the role, makes the change and writes the audit event in one transaction, and
raises a ``newsroom.refusals.Refusal`` with a sentence when it does not. Admin, API, commands and
seeds call these and nothing else.
"""

from factcheck.actions.dismissing import bring_back_suggestion, dismiss_suggestion
from factcheck.actions.drafting import (
    add_evidence,
    comment,
    edit,
    judge,
    redraft,
    split_claim,
)
from factcheck.actions.naming import name_claimant
from factcheck.actions.publishing import (
    cancel_correction,
    correct,
    countersign_withdrawal,
    publish,
    publish_due,
    schedule,
    withdraw,
)
from factcheck.actions.rechecking import close_review, open_reviews
from factcheck.actions.repeating import add_appearance
from factcheck.actions.reviewing import approve, request_changes, settle_discrepancy, submit
from factcheck.actions.shelving import assign, park, reject, reopen

__all__ = [
    "add_appearance",
    "add_evidence",
    "approve",
    "assign",
    "bring_back_suggestion",
    "cancel_correction",
    "close_review",
    "comment",
    "correct",
    "countersign_withdrawal",
    "dismiss_suggestion",
    "edit",
    "judge",
    "name_claimant",
    "open_reviews",
    "park",
    "publish",
    "publish_due",
    "redraft",
    "reject",
    "reopen",
    "request_changes",
    "schedule",
    "settle_discrepancy",
    "split_claim",
    "submit",
    "withdraw",
]
