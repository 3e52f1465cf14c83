"""The newsroom: who files, judges, approves and publishes."""

from dataclasses import dataclass

from newsroom.accounts.models import Role
from tests.benchmarks.populate.dice import Dice, stamp
from tests.benchmarks.populate.names import GIVEN, surnames
from tests.benchmarks.populate.rows import Rows
from tests.benchmarks.populate.scale import BEGINS

REPORTERS = range(1, 25)
EDITORS = range(25, 35)
PUBLISHERS = range(35, 41)
NO_PASSWORD = "!nobody-logs-in-with-this"


@dataclass(frozen=True, slots=True)
class Desk:
    """Who handles one claim; no two are the same person."""

    reporter: int
    editor: int
    publisher: int


def desk(dice: Dice) -> Desk:
    """Pick who handles a claim; some do far more than others."""
    return Desk(
        REPORTERS[dice.skewed(len(REPORTERS))],
        EDITORS[dice.skewed(len(EDITORS))],
        PUBLISHERS[dice.skewed(len(PUBLISHERS))],
    )


def write_people(rows: Rows) -> None:
    """Write a row for everybody. Nobody can log in; give one a password to look around."""
    dice = Dice(21)
    roles = {Role.REPORTER: REPORTERS, Role.EDITOR: EDITORS, Role.PUBLISHER: PUBLISHERS}
    for role, ids in roles.items():
        for id_ in ids:
            name = f"{role}.{id_}"
            rows.add(
                "accounts.User", id_, NO_PASSWORD, 0, name, dice.choice(GIVEN),
                surnames()[id_], f"{name}@desk.example.org", 1, 1,
                stamp(BEGINS.timestamp()), role.value, 0,
            )  # fmt: skip
