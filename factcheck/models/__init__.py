"""Claims, who made them, where they appear, how we judge them, and what we published."""

from factcheck.models.appearance import Appearance, Figure
from factcheck.models.change import Change, ChangeCounter
from factcheck.models.check import Check
from factcheck.models.claim import Claim, ClaimClaimant
from factcheck.models.claim_import import ClaimImport, ImportedRow
from factcheck.models.claimant import Claimant
from factcheck.models.comment import Comment
from factcheck.models.correction import Correction
from factcheck.models.discrepancy import DiscrepancyDecision
from factcheck.models.dismissal import Dismissal
from factcheck.models.evidence import Evidence
from factcheck.models.export import Export, ExportAttempt
from factcheck.models.external_review import ExternalReview, ReviewFeed
from factcheck.models.finding import (
    Audience,
    SearchEntry,
    SearchPosting,
    SearchStatistics,
    SearchTerm,
)
from factcheck.models.presence import Presence
from factcheck.models.publication import Publication
from factcheck.models.rating import Rating, RatingDefinition
from factcheck.models.reader_report import ReaderReport
from factcheck.models.review import Review
from factcheck.models.spelling import PublishedWord
from factcheck.models.topic import Topic
from factcheck.models.verdict import Contribution, Verdict
from factcheck.models.webhook import WebhookAttempt, WebhookDelivery, WebhookEndpoint

__all__ = [
    "Appearance",
    "Audience",
    "Change",
    "ChangeCounter",
    "Check",
    "Claim",
    "ClaimClaimant",
    "ClaimImport",
    "Claimant",
    "Comment",
    "Contribution",
    "Correction",
    "DiscrepancyDecision",
    "Dismissal",
    "Evidence",
    "Export",
    "ExportAttempt",
    "ExternalReview",
    "Figure",
    "ImportedRow",
    "Presence",
    "Publication",
    "PublishedWord",
    "Rating",
    "RatingDefinition",
    "ReaderReport",
    "Review",
    "ReviewFeed",
    "SearchEntry",
    "SearchPosting",
    "SearchStatistics",
    "SearchTerm",
    "Topic",
    "Verdict",
    "WebhookAttempt",
    "WebhookDelivery",
    "WebhookEndpoint",
]
