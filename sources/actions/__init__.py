"""What people do with articles and addresses: each function is one act, in one transaction.

Admin, commands, seeds and `factcheck` call these and nothing else. Every act checks the role,
makes the change and writes the audit event, or raises a ``newsroom.refusals.Refusal``.
"""

from sources.actions.filing import AlreadyFiled, Filing, Particulars, file_source, file_sources
from sources.actions.keeping import ask_archive, keep_document, keep_sight, take_down
from sources.actions.merging import merge_outlets, part_outlet
from sources.actions.reanchoring import accept_page
from sources.actions.settling import choose_archive, heed, ignore, move_article
from sources.actions.texts import accept_text, quote, store_reading, supply_text
from sources.actions.watching import (
    check_now,
    ease,
    ensure_link,
    ensure_links,
    mark_seen,
    release,
    watch,
)

__all__ = [
    "AlreadyFiled",
    "Filing",
    "Particulars",
    "accept_page",
    "accept_text",
    "ask_archive",
    "check_now",
    "choose_archive",
    "ease",
    "ensure_link",
    "ensure_links",
    "file_source",
    "file_sources",
    "heed",
    "ignore",
    "keep_document",
    "keep_sight",
    "mark_seen",
    "merge_outlets",
    "move_article",
    "part_outlet",
    "quote",
    "release",
    "store_reading",
    "supply_text",
    "take_down",
    "watch",
]
