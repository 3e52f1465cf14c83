"""Told to schemathesis, which loads this file: what no schema has words for.

The cases are changed, never left out, and only those that are meant to be good.
"""

from typing import Any

import schemathesis
from hypothesis import strategies as st
from schemathesis import Case, HookContext

SEARCH = "/v1alpha1/claims:search"
REPLAY = "/api/v1/webhooks/{id}/replay/"
MOST_CHANGES = 10_000

# Which addresses are public the world knows: the test lets these be.
schemathesis.openapi.format("uri", st.integers(0, 30).map("https://127.0.0.1/hook/{}".format))


@schemathesis.hook
def before_call(_context: HookContext, case: Case[Any], **_kwargs: Any) -> None:
    """Keep what holds between the parts of a good question."""
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    if case.operation.path == SEARCH:
        _ask_for_something(case.query)
    if case.operation.path == REPLAY and isinstance(case.body, dict) and "since" in case.body:
        _go_forward(case.body)


def _ask_for_something(query: dict[str, Any]) -> None:
    """Name words or a site, and no token: one is good for a single search."""
    query.pop("pageToken", None)
    if not {"query", "reviewPublisherSiteFilter"} & query.keys():
        query["query"] = "harbour"


def _go_forward(stretch: dict[str, Any]) -> None:
    """End where it begins or after it, and not too far."""
    since, until = sorted((stretch["since"], stretch["until"]))
    stretch |= {"since": since, "until": min(until, since + MOST_CHANGES - 1)}
