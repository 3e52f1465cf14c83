"""Partners manage their webhooks by a key, and see nothing of anybody else's."""

import json
from typing import Any

import pytest
from django.test import Client

from factcheck.actions import subscribing
from factcheck.models import Change, WebhookDelivery, WebhookEndpoint
from factcheck.webhooks.delivering import deliver_due
from factcheck.webhooks.sealing import unseal
from newsroom.api.scopes import Scope
from newsroom.audit.models import Event
from tests.factcheck.api.test_schema import SNAPSHOT, validator
from tests.factcheck.webhooks.partner import a_check, open_to
from tests.factories import bearer, issued
from tests.support.queries import sql_sent
from tests.support.receiver import Receiver

pytestmark = pytest.mark.django_db

LIST = "/api/v1/webhooks/"
NOBODYS = "01a22871-48ae-79bc-a4e1-26b2db4bb91c"


class Partner:
    """Somebody with a key."""

    def __init__(self, **columns: Any) -> None:
        self.key, secret = issued(*columns.pop("scopes", [Scope.WEBHOOKS]), **columns)
        self.client = Client(headers=bearer(secret))

    def ask(self, method: str, path: str = "", body: Any = None) -> Any:
        sent = {} if body is None else {"data": body, "content_type": "application/json"}
        return getattr(self.client, method)(f"{LIST}{path}", **sent)

    def add(self, url: str, **said: Any) -> dict[str, Any]:
        answer = self.ask("post", body={"url": url} | said)
        assert answer.status_code == 201, answer.content
        return dict(answer.json())


@pytest.fixture
def partner(receiver: Receiver) -> Partner:
    return Partner()


def test_a_webhook_is_added_and_told_with_its_secret_shown_this_once(
    partner: Partner, receiver: Receiver
) -> None:
    made = partner.add(receiver.hook, description="Newsletter")
    assert made["kinds"] == Change.Kind.values
    receiver.secrets.append(made["secret"])
    a_check()
    deliver_due()
    assert receiver.told == [("check.published", 1)]
    listed = partner.ask("get")
    assert listed.headers["Cache-Control"] == "private, no-store"
    (shown,) = listed.json()["results"]
    assert shown["id"] == made["id"]
    assert shown["last_delivered_at"]
    secret = made["secret"].removeprefix("whsec_")
    for path in ("", f"{made['id']}/", f"{made['id']}/deliveries/"):
        assert secret not in partner.ask("get", path).content.decode()
    assert secret not in str(list(Event.objects.values()))


def test_answers_are_as_promised(partner: Partner, receiver: Receiver) -> None:
    schema = json.loads(SNAPSHOT.read_text())
    one = partner.add(receiver.hook)
    a_check()
    receiver.answers = [500]
    deliver_due()
    for path, said in (("", ""), ("{id}/", f"{one['id']}/"), ("{id}/deliveries/",) * 2):
        answer = partner.ask("get", said.replace("{id}", one["id"])).json()
        validator(schema, f"{LIST}{path}").validate(answer)


def test_what_is_sent_changes_what_it_names_and_nothing_else(
    partner: Partner, receiver: Receiver
) -> None:
    one = partner.add(receiver.hook, description="Newsletter")
    answer = partner.ask("patch", f"{one['id']}/", {"kinds": ["withdrawn"]})
    assert answer.status_code == 200
    assert answer.json()["kinds"] == ["withdrawn"]
    assert (answer.json()["url"], answer.json()["description"]) == (receiver.hook, "Newsletter")


@pytest.mark.parametrize(
    "said",
    [
        {"partner": 1},
        {"secret": "whsec_AAAA"},
        {"sealed_secret": "x"},
        {"told_up_to": 0},
        {"disabled_at": None},
        {"public_id": NOBODYS},
        {"kinds": []},
        {"kinds": ["drafted"]},
        {"kinds": "published"},
        {"url": ["https://partner.example.org/"]},
        {"url": "https://10.0.0.1/"},
        {"url": "file:///etc/passwd"},
        {"description": "x" * 201},
        [],
        [None, None],
    ],
)
def test_whatever_else_is_sent_is_refused_and_changes_nothing(
    partner: Partner, receiver: Receiver, said: Any
) -> None:
    one = partner.add(receiver.hook)
    before = WebhookEndpoint.objects.values().get()
    for method, path in (("patch", f"{one['id']}/"), ("post", "")):
        body = {"url": receiver.url("/other")} | said if isinstance(said, dict) else said
        answer = partner.ask(method, path, body if method == "post" else said)
        assert answer.status_code == 400, answer.content
        assert answer.headers["Content-Type"] == "application/problem+json"
    assert WebhookEndpoint.objects.values().get() == before


def test_all_keys_of_a_partner_manage_its_webhooks(partner: Partner, receiver: Receiver) -> None:
    one = partner.add(receiver.hook)
    next_key = Partner(partner=partner.key.partner)
    assert next_key.ask("get", f"{one['id']}/").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("get", "{id}/", None),
        ("patch", "{id}/", {"description": "Mine"}),
        ("delete", "{id}/", None),
        ("post", "{id}/rotate/", None),
        ("post", "{id}/test/", None),
        ("post", "{id}/enable/", None),
        ("post", "{id}/disable/", None),
        ("get", "{id}/deliveries/", None),
        ("post", "{id}/replay/", {"since": 1, "until": 2}),
    ],
)
def test_a_webhook_of_somebody_else_is_as_one_that_does_not_exist(
    partner: Partner, receiver: Receiver, method: str, path: str, body: Any
) -> None:
    theirs = open_to(receiver)
    before = WebhookEndpoint.objects.values().get()
    said = []
    for public_id in (str(theirs.public_id), NOBODYS):
        answer = partner.ask(method, path.format(id=public_id), body)
        assert answer.status_code == 404
        said.append(answer.content.decode().replace(public_id, "…"))
        assert (
            Client().generic(method.upper(), f"{LIST}{path.format(id=public_id)}").status_code
            == 401
        )
    assert said[0] == said[1]
    assert WebhookEndpoint.objects.values().get() == before
    assert partner.ask("get").json()["results"] == []


def test_a_message_of_somebody_else_is_not_sent_again(partner: Partner, receiver: Receiver) -> None:
    open_to(receiver)
    one = partner.add(receiver.url("/mine"))
    a_check()
    deliver_due()
    theirs = WebhookDelivery.objects.exclude(endpoint__public_id=one["id"]).get()
    answer = partner.ask("post", f"{one['id']}/replay/", {"delivery": str(theirs.public_id)})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "oracle", ["partner__keys__digest__startswith=a", "ordering=sealed_secret"]
)
def test_nothing_is_found_out_by_filters_nobody_promised(
    partner: Partner, receiver: Receiver, oracle: str
) -> None:
    one = partner.add(receiver.hook)
    for path in ("", f"{one['id']}/", f"{one['id']}/deliveries/"):
        answer = partner.ask("get", f"{path}?{oracle}")
        assert answer.status_code == 400
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_other_scopes_do_not_open_webhooks() -> None:
    reader = Partner(scopes=[Scope.READ, Scope.MATCH])
    assert reader.ask("get").status_code == 403
    assert Client().get(LIST).status_code == 401


def test_acts_on_one_and_what_they_answer(partner: Partner, receiver: Receiver) -> None:
    one = partner.add(receiver.hook)
    path = f"{one['id']}/"
    rotated = partner.ask("post", f"{path}rotate/").json()
    assert rotated["secret"] != one["secret"]
    assert rotated["old_secret_until"]
    assert unseal(WebhookEndpoint.objects.get().sealed_secret) == rotated["secret"]
    receiver.secrets.append(rotated["secret"])
    assert partner.ask("post", f"{path}disable/").json()["disabled_because"] == "by_hand"
    early = partner.ask("post", f"{path}test/")
    assert (early.status_code, early.json()["detail"]) == (
        409,
        "It is switched off. Switch it on first.",
    )
    assert partner.ask("post", f"{path}enable/").json()["enabled"] is True
    test = partner.ask("post", f"{path}test/")
    assert (test.status_code, test.json()["type"], test.json()["state"]) == (
        202,
        "webhook.test",
        "waiting",
    )
    a_check()
    deliver_due()
    listed = partner.ask("get", f"{path}deliveries/?page_size=1").json()
    (newest,) = listed["results"]
    assert (newest["type"], newest["sequence"], newest["state"]) == (
        "check.published",
        1,
        "delivered",
    )
    assert newest["attempts"][0]["status"] == 204
    assert newest["id"] == receiver.ids[-1]
    assert listed["next"]
    for body in ({"delivery": newest["id"]}, {"since": 1, "until": 1}):
        again = partner.ask("post", f"{path}replay/", body)
        assert (again.status_code, again.json()) == (202, {"messages": 1})
        deliver_due()
    assert receiver.told[1:] == [("check.published", 1)] * 3
    assert partner.ask("delete", path).status_code == 204
    assert partner.ask("get", path).status_code == 404


@pytest.mark.parametrize(
    "body",
    [{}, {"since": 1}, {"since": 1, "until": 2, "delivery": NOBODYS}, {"since": 0, "until": 1},
     {"since": "1", "until": "2"}, {"since": 1, "until": 10**30}, {"delivery": "x"}],
)  # fmt: skip
def test_a_replay_names_one_message_or_a_stretch(
    partner: Partner, receiver: Receiver, body: Any
) -> None:
    one = partner.add(receiver.hook)
    assert partner.ask("post", f"{one['id']}/replay/", body).status_code == 400


@pytest.mark.parametrize("kind", ["\ud800", "x" * 100_000, 5])
def test_what_is_no_kind_of_change_is_refused_by_those_there_are(
    partner: Partner, receiver: Receiver, kind: Any
) -> None:
    answer = partner.ask("post", body={"url": receiver.hook, "kinds": ["published", kind]})
    assert (answer.status_code, answer.json()["errors"]) == (
        400,
        [
            {
                "field": "kinds.1",
                "code": "invalid_choice",
                "detail": "Name kinds of changes: published, corrected, withdrawn, "
                "evidence_changed, review_changed.",
            }
        ],
    )


def test_what_there_is_no_room_for_now_is_a_conflict(
    partner: Partner, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = partner.add(receiver.hook)
    assert partner.ask("post", body={"url": receiver.hook}).status_code == 409
    monkeypatch.setattr(subscribing, "MOST_A_PARTNER", 1)
    assert partner.ask("post", body={"url": receiver.url("/other")}).status_code == 409
    tested = partner.ask("post", f"{one['id']}/test/").json()
    again = partner.ask("post", f"{one['id']}/replay/", {"delivery": tested["id"]})
    assert (again.status_code, again.json()["detail"]) == (409, "This was a test. Send a new one.")


def test_the_log_costs_the_same_however_long_it_is(partner: Partner, receiver: Receiver) -> None:
    one = partner.add(receiver.hook)
    endpoint = WebhookEndpoint.objects.get()
    costs = []
    for _ in range(3):
        WebhookDelivery.objects.create(
            endpoint=endpoint, state="given_up", finished_at="2026-01-01T00:00Z"
        )
        with sql_sent() as statements:
            assert partner.ask("get", f"{one['id']}/deliveries/").status_code == 200
        costs.append(len(statements))
    assert len(set(costs)) == 1
