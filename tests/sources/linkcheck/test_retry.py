import pytest

from sources.linkcheck.answer import Fault, Fetched
from sources.linkcheck.retry import retry_after_s, wait_before_retry

URL = "https://example.org/"


def answer(status: int | None = None, fault: Fault | None = None, **headers: str) -> Fetched:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Fetched(URL, URL, status=status, headers=named, fault=fault)


@pytest.mark.parametrize(
    ("fetched", "wait"),
    [
        (answer(500), 1.0),
        (answer(429), 1.0),
        (answer(429, retry_after="30"), 30.0),
        (answer(429, retry_after="31"), None),
        (answer(fault=Fault.NAME_SERVER), 1.0),
        (answer(fault=Fault.CONNECT_REFUSED), 1.0),
        (answer(fault=Fault.DISCONNECTED), 1.0),
        (answer(fault=Fault.NAME_UNKNOWN), None),
        (answer(fault=Fault.READ_TIMEOUT), None),
        (answer(fault=Fault.FORBIDDEN_ADDRESS), None),
        (answer(200), None),
        (answer(404), None),
        (answer(410), None),
        (answer(403), None),
    ],
)
def test_only_what_may_pass_is_tried_again(fetched: Fetched, wait: float | None) -> None:
    assert wait_before_retry(fetched, usual_s=1.0) == wait


@pytest.mark.parametrize(
    ("value", "date", "seconds"),
    [
        ("120", "", 120.0),
        ("0", "", 0.0),
        ("99999999999", "", 86_400.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", 86_400.0),
        ("Mon, 02 Mar 2026 10:02:00 GMT", "Mon, 02 Mar 2026 10:00:00 GMT", 120.0),
        ("Mon, 02 Mar 2026 09:00:00 GMT", "Mon, 02 Mar 2026 10:00:00 GMT", 0.0),
        ("Mon, 02 Mar 2026 10:02:00 GMT", "", None),
        ("soon", "Mon, 02 Mar 2026 10:00:00 GMT", None),
        ("-5", "", None),
        ("\u0662", "", None),
        ("", "", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, date: str, seconds: float | None) -> None:
    assert retry_after_s(answer(429, retry_after=value, date=date)) == seconds
