"""A key is issued on the desk, shown once, and revoked there."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from lxml import html

from factcheck.models import WebhookEndpoint
from newsroom.api.keys import WRITTEN
from newsroom.api.models import APIKey, KeyUse, Partner
from newsroom.audit.models import Event
from newsroom.audit.trail import events_of
from tests.factcheck.admin.pages import answers, desk_of, text_of
from tests.factories import bearer, editor, issued, partner, publisher

pytestmark = pytest.mark.django_db

ADD = "/admin/api/apikey/add/"


@pytest.fixture
def desk() -> Client:
    return desk_of(publisher())


def page_of(key: APIKey, page: str = "change") -> str:
    return reverse(f"admin:api_apikey_{page}", args=[key.pk])


def filled_in(desk: Client, **given: Any) -> dict[str, Any]:
    wanted = {"partner": partner("Harbour Post").pk, "name": "newsletter", "scopes": ["read"]}
    return answers(desk, ADD, "apikey_form") | wanted | given


def test_a_new_key_is_shown_once_and_works(desk: Client) -> None:
    form = filled_in(desk, scopes=["read", "match"])
    response = desk.post(ADD, form)
    page = html.fromstring(response.content)
    secret = page.get_element_by_id("secret").text_content()
    assert "no-store" in response["Cache-Control"]
    assert "It is shown this once" in text_of(response.content)
    assert Client().get("/api/v1/checks/", headers=bearer(secret)).status_code == 200
    key = APIKey.objects.get()
    assert sorted(key.scopes) == ["match", "read"]
    for shown in (page_of(key), page_of(key, "history"), "/admin/api/apikey/"):
        content = desk.get(shown).content.decode()
        assert not WRITTEN.search(content)
        assert key.digest not in content


def test_the_same_form_sent_again_issues_no_other_key_and_shows_none(desk: Client) -> None:
    form = filled_in(desk)
    desk.post(ADD, form)
    again = desk.post(ADD, form, follow=True)
    assert APIKey.objects.count() == 1
    assert again.redirect_chain[0][0] == page_of(APIKey.objects.get())
    assert "not shown again" in text_of(again.content)
    assert not WRITTEN.search(again.content.decode())


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"scopes": []}, "This field is required"),
        ({"scopes": ["everything"]}, "not one of the available choices"),
        ({"rate": 0}, "greater than or equal to 1"),
        ({"expires_at": "2020-01-01T00:00"}, "would have expired"),
        ({"prefix": "nonsense"}, "Enter a valid value"),
    ],
)
def test_a_key_that_cannot_be_is_refused_in_words(
    desk: Client, given: dict[str, Any], said: str
) -> None:
    response = desk.post(ADD, filled_in(desk, **given))
    assert said in text_of(response.content)
    assert not APIKey.objects.exists()


def test_a_key_is_changed_but_not_what_it_opens(desk: Client) -> None:
    key, secret = issued("read")
    form = answers(desk, page_of(key), "apikey_form")
    assert set(form) & {"scopes", "partner", "prefix", "digest"} == set()
    form |= {"name": "archive", "rate": "10", "expires_at": "2040-02-01T12:30"}
    form |= {"scopes": ["webhooks"], "prefix": "0123abcd", "digest": "0"}
    assert desk.post(page_of(key), form).status_code == 302
    changed = APIKey.objects.get()
    assert (changed.name, changed.rate, changed.scopes) == ("archive", 10, ["read"])
    assert changed.prefix == key.prefix
    assert changed.expires_at == datetime(2040, 2, 1, 12, 30, tzinfo=UTC)
    assert 'value="2040-02-01T12:30"' in desk.get(page_of(key)).content.decode()
    assert events_of(key)[0].note == "name, rate, expires_at"
    assert Client().get("/api/v1/checks/", headers=bearer(secret)).status_code == 200


def test_revoking_is_an_act_with_a_reason_and_for_good(desk: Client) -> None:
    key, secret = issued()
    assert page_of(key, "revoke") in desk.get(page_of(key)).content.decode()
    done = desk.post(page_of(key, "revoke"), {"reason": "Lost."}, follow=True)
    assert "from now on it is refused" in text_of(done.content)
    assert Client().get("/api/v1/checks/", headers=bearer(secret)).status_code == 401
    assert next((e.verb, e.note) for e in events_of(key)) == ("revoke", "Lost.")
    assert page_of(key, "revoke") not in desk.get(page_of(key)).content.decode()
    again = desk.post(page_of(key, "revoke"), {"reason": "Again."})
    assert "was revoked on" in text_of(again.content)
    assert desk.post(page_of(key), {"name": "back"}).status_code == 403


def test_before_revoking_it_is_said_that_webhooks_stay(desk: Client) -> None:
    key, _secret = issued()
    webhook = WebhookEndpoint.objects.create(
        partner=key.partner, url="https://partner.example.org/hook", sealed_secret="sealed"
    )
    page = text_of(desk.get(page_of(key, "revoke")).content)
    assert f"The webhooks of {key.partner} stay on" in page
    desk.post(page_of(key, "revoke"), {"reason": "Lost."})
    webhook.refresh_from_db()
    assert webhook.is_enabled


def test_revoking_is_not_for_editors() -> None:
    key, _secret = issued()
    client = desk_of(editor())
    assert client.get(page_of(key, "revoke")).status_code == 403
    assert client.post(page_of(key, "revoke")).status_code == 403
    assert APIKey.objects.get().revoked_at is None


def test_a_partner_is_saved_through_the_action(desk: Client) -> None:
    form = answers(desk, "/admin/api/partner/add/", "partner_form")
    form |= {"name": "Harbour Post", "contact": "desk@harbour.example.org"}
    desk.post("/admin/api/partner/add/", form)
    one = Partner.objects.get()
    assert [event.verb for event in events_of(one)] == ["add"]
    assert Event.objects.filter(target_type="api.partner").count() == 1


def test_the_page_of_a_key_shows_its_use_and_the_list_its_last(desk: Client) -> None:
    key, _secret = issued()
    today = timezone.now().date()
    for ago, requests in ((0, 1_200), (29, 34), (30, 5)):
        day = today - timedelta(days=ago)
        at = datetime.combine(day, time(12), UTC)
        KeyUse.objects.create(key=key, day=day, requests=requests, last_at=at)
    page = desk.get(page_of(key)).content
    assert "1,234 requests in 30 days." in text_of(page)
    assert page.count(b"<rect ") == 30
    noon = date_format(datetime.combine(today, time(12), UTC), "DATETIME_FORMAT")
    assert noon in text_of(page)
    assert noon in text_of(desk.get("/admin/api/apikey/").content)


def test_a_key_nobody_used_says_so(desk: Client) -> None:
    key, _secret = issued()
    page = text_of(desk.get(page_of(key)).content)
    assert "0 requests in 30 days." in page
    assert "Last used: never" in page
