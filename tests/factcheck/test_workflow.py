import pytest

from factcheck.workflow import MOVES, Move, State, destination

# What each state allows, written out once more, by hand and the other way round.
ALLOWED = {
    State.DRAFT: {"edit", "submit", "cancel_correction", "withdraw", "park", "reject",
                  "mark_not_checkable"},
    State.IN_REVIEW: {"edit", "approve", "request_changes", "cancel_correction", "withdraw",
                      "park", "reject", "mark_not_checkable"},
    State.APPROVED: {"edit", "request_changes", "schedule", "publish", "cancel_correction",
                     "withdraw", "park", "reject", "mark_not_checkable"},
    State.PUBLISHED: {"correct", "withdraw"},
    State.WITHDRAWN: set(),
    State.PARKED: {"reopen"},
    State.REJECTED: {"reopen"},
    State.NOT_CHECKABLE: {"reopen"},
}  # fmt: skip


@pytest.mark.parametrize("state", State)
def test_each_state_allows_these_moves_and_no_other(state):
    assert {move.value for move in Move if destination(move, state)} == ALLOWED[state]


def test_every_move_leads_somewhere():
    assert set(MOVES) == set(Move)


def test_nothing_but_an_approved_verdict_becomes_published_by_publishing():
    assert MOVES[Move.PUBLISH] == {State.APPROVED: State.PUBLISHED}


def test_an_edit_always_ends_in_a_draft():
    assert set(MOVES[Move.EDIT].values()) == {State.DRAFT}
