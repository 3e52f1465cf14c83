import time_machine
from django.core import signing

from newsroom.stamps import age_of, stamp


def test_a_stamp_tells_its_age_for_its_own_purpose_alone() -> None:
    with time_machine.travel("2026-06-01T12:00:00Z", tick=False) as clock:
        one = stamp("report 1")
        clock.shift(90)
        assert age_of(one, "report 1") == 90
        assert age_of(one, "report 2") is None


def test_what_was_not_stamped_here_is_no_stamp() -> None:
    one = stamp("report 1")
    for made_up in ("", "x", f"{one}x", one[1:], signing.dumps({"for": "report 1", "at": 0})):
        assert age_of(made_up, "report 1") is None
