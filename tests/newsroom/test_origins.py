import pytest
from django.test import RequestFactory

from newsroom.origins import is_from_here


@pytest.mark.parametrize(
    ("told", "is_here"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, False),
        ({"Sec-Fetch-Site": "none"}, None),
        ({"Sec-Fetch-Site": "none", "Origin": "https://elsewhere.test"}, False),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "https://testserver"}, False),
        ({"Origin": "http://testserver:8000"}, False),
        ({"Origin": "null"}, False),
        ({}, None),
        ({"Referer": "http://testserver/"}, None),
    ],
)
def test_the_browser_says_where_a_form_was_sent_from(
    told: dict[str, str], is_here: bool | None
) -> None:
    assert is_from_here(RequestFactory().post("/", headers=told)) is is_here
