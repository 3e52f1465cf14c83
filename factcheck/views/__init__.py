"""The public pages. They read checks and publications and nothing that is being worked on."""

from factcheck.views.checks import check, version
from factcheck.views.lists import claimant, home, topic
from factcheck.views.records import corrections, methodology
from factcheck.views.searching import opensearch, search_page, suggestions
from factcheck.views.sources import source
from factcheck.views.versions import changes

__all__ = [
    "changes",
    "check",
    "claimant",
    "corrections",
    "home",
    "methodology",
    "opensearch",
    "search_page",
    "source",
    "suggestions",
    "topic",
    "version",
]
