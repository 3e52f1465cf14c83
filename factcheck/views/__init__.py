"""The public pages. They read checks and publications and nothing that is being worked on."""

from factcheck.views.checks import check, version
from factcheck.views.lists import claimant, home, topic
from factcheck.views.records import corrections, methodology
from factcheck.views.reporting import report, reported
from factcheck.views.searching import opensearch, search_page, suggestions
from factcheck.views.sharing import bundle, card, cite, embed, oembed
from factcheck.views.sources import source
from factcheck.views.versions import changes

__all__ = [
    "bundle",
    "card",
    "changes",
    "check",
    "cite",
    "claimant",
    "corrections",
    "embed",
    "home",
    "methodology",
    "oembed",
    "opensearch",
    "report",
    "reported",
    "search_page",
    "source",
    "suggestions",
    "topic",
    "version",
]
