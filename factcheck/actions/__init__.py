"""What people do with claims: one keyword-only function for each act.

Every act checks the role, makes the change and writes the audit event in one transaction, and
raises a ``newsroom.refusals.Refusal`` with a sentence when it does not. Admin, API, commands and
seeds call these and nothing else.
"""

from factcheck.actions.answering import review_reported, settle_report
from factcheck.actions.attending import attend, others_at, stop_attending
from factcheck.actions.commenting import comment, reopen_comment, resolve_comment
from factcheck.actions.dismissing import bring_back_suggestion, dismiss_suggestion
from factcheck.actions.drafting import add_evidence, edit, judge, redraft
from factcheck.actions.leaving import leave
from factcheck.actions.mending import Mended, accept_new_text, replace_address, use_archive
from factcheck.actions.merging import merge_claimants, part_claimant
from factcheck.actions.naming import name_claimant
from factcheck.actions.publishing import (
    cancel_correction,
    correct,
    countersign_withdrawal,
    publish,
    publish_due,
    schedule,
    unschedule,
    withdraw,
)
from factcheck.actions.rechecking import close_review, open_reviews
from factcheck.actions.repeating import add_appearance
from factcheck.actions.replaying import replay_changes, replay_message, send_test
from factcheck.actions.reporting import forget_contacts, report_error
from factcheck.actions.reusing import reusable, reuse_evidence
from factcheck.actions.reviewing import approve, request_changes, settle_discrepancy, submit
from factcheck.actions.shelving import assign, park, reject, reopen
from factcheck.actions.splitting import split_claim
from factcheck.actions.subscribing import (
    Webhook,
    add_webhook,
    change_webhook,
    disable_webhook,
    enable_webhook,
    remove_webhook,
    rotate_secret,
)

__all__ = [
    "Mended",
    "Webhook",
    "accept_new_text",
    "add_appearance",
    "add_evidence",
    "add_webhook",
    "approve",
    "assign",
    "attend",
    "bring_back_suggestion",
    "cancel_correction",
    "change_webhook",
    "close_review",
    "comment",
    "correct",
    "countersign_withdrawal",
    "disable_webhook",
    "dismiss_suggestion",
    "edit",
    "enable_webhook",
    "forget_contacts",
    "judge",
    "leave",
    "merge_claimants",
    "name_claimant",
    "open_reviews",
    "others_at",
    "park",
    "part_claimant",
    "publish",
    "publish_due",
    "redraft",
    "reject",
    "remove_webhook",
    "reopen",
    "reopen_comment",
    "replace_address",
    "replay_changes",
    "replay_message",
    "report_error",
    "request_changes",
    "resolve_comment",
    "reusable",
    "reuse_evidence",
    "review_reported",
    "rotate_secret",
    "schedule",
    "send_test",
    "settle_discrepancy",
    "settle_report",
    "split_claim",
    "stop_attending",
    "submit",
    "unschedule",
    "use_archive",
    "withdraw",
]
