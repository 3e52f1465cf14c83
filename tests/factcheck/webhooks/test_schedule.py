from datetime import timedelta

from factcheck.webhooks.schedule import JITTER, WAITS, wait_after


def test_waits_grow_and_make_three_days_in_all() -> None:
    assert list(WAITS) == sorted(WAITS)
    assert timedelta(days=3) < sum(WAITS, timedelta(0)) < timedelta(days=4)


def test_a_wait_is_never_shorter_than_planned_and_a_fifth_longer_at_most() -> None:
    for attempts, planned in enumerate(WAITS, 1):
        assert wait_after(attempts, random=lambda: 0.0) == planned
        longest = wait_after(attempts, random=lambda: 0.999)
        assert planned < longest < planned * (1 + JITTER)


def test_who_asks_for_more_time_gets_it_and_who_asks_for_less_does_not() -> None:
    assert wait_after(1, 7200, lambda: 0.0) == timedelta(hours=2)
    assert wait_after(4, 1, lambda: 0.0) == timedelta(hours=2)


def test_after_the_last_attempt_there_is_no_wait() -> None:
    assert wait_after(len(WAITS)) is not None
    assert wait_after(len(WAITS) + 1) is None
