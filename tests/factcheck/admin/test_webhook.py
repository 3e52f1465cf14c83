"""Webhooks on the desk: set up, looked after, and the secret shown once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.models import WebhookEndpoint
from factcheck.webhooks.delivering import deliver_due
from factcheck.webhooks.sealing import unseal
from tests.factcheck.admin.pages import answers, desk_of, text_of
from tests.factcheck.webhooks.partner import a_check, changed, open_to
from tests.factories import editor, partner, publisher, reporter
from tests.support.queries import sql_sent
from tests.support.receiver import Receiver
from tests.support.website import content

pytestmark = pytest.mark.django_db

ADD = "/admin/factcheck/webhookendpoint/add/"


def page(name: str, of: WebhookEndpoint) -> str:
    return reverse(f"admin:factcheck_webhookendpoint_{name}", args=[of.pk])


def act(client: Client, name: str, of: WebhookEndpoint, **sent: Any) -> str:
    return text_of(client.post(page(name, of), sent, follow=True).content)


def rotated(client: Client, of: WebhookEndpoint) -> Any:
    known = answers(client, page("change", of), "rotate-form")
    return client.post(page("rotate", of), known)


def test_a_webhook_is_set_up_and_its_secret_is_shown_once(receiver: Receiver) -> None:
    client = desk_of(publisher())
    form = answers(client, ADD, "webhook-form") | {"partner": partner().pk, "url": receiver.hook}
    answer = client.post(ADD, form)
    made = WebhookEndpoint.objects.get()
    secret = unseal(made.sealed_secret)
    assert secret in text_of(answer.content)
    assert "no-store" in answer.headers["Cache-Control"]
    assert secret not in client.get(page("change", made)).content.decode()
    assert secret not in client.get(page("history", made)).content.decode()
    assert "already" in text_of(client.post(ADD, form).content), "loading it again makes no other"
    assert WebhookEndpoint.objects.count() == 1


def test_an_address_we_send_nothing_to_is_refused_and_stays_typed() -> None:
    client = desk_of(publisher())
    form = answers(client, ADD, "webhook-form")
    form |= {"partner": partner().pk, "url": "https://10.0.0.1/hook", "description": "Their desk"}
    answer = client.post(ADD, form)
    assert "Nothing public is found at “10.0.0.1”" in text_of(answer.content)
    assert 'value="Their desk"' in answer.content.decode()
    assert not WebhookEndpoint.objects.exists()


def test_a_webhook_is_changed(endpoint: WebhookEndpoint, receiver: Receiver) -> None:
    client = desk_of(publisher())
    form = answers(client, page("edit", endpoint), "webhook-form")
    assert "partner" not in form
    client.post(page("edit", endpoint), form | {"kinds": ["withdrawn"], "partner": partner().pk})
    endpoint.refresh_from_db()
    assert endpoint.kinds == ["withdrawn"]
    assert endpoint.partner.webhooks.get() == endpoint


def test_a_rotated_secret_is_shown_once_and_the_form_makes_no_second(
    endpoint: WebhookEndpoint,
) -> None:
    client = desk_of(publisher())
    known = answers(client, page("change", endpoint), "rotate-form")
    answer = client.post(page("rotate", endpoint), known)
    endpoint.refresh_from_db()
    secret = unseal(endpoint.sealed_secret)
    assert secret in text_of(answer.content)
    assert "no-store" in answer.headers["Cache-Control"]
    assert "rotated meanwhile" in act(client, "rotate", endpoint, **known)
    endpoint.refresh_from_db()
    assert unseal(endpoint.sealed_secret) == secret


def test_the_log_tells_each_attempt_and_sends_again(
    endpoint: WebhookEndpoint, receiver: Receiver
) -> None:
    receiver.answers = [content("<script>alert(1)</script>", code=422)]
    a_check()
    deliver_due()
    client = desk_of(editor())
    answer = client.get(page("change", endpoint))
    text = text_of(answer.content)
    assert "✕ failing since" in text
    assert "422 It answered with an error." in text
    assert "<script>alert" not in answer.content.decode()
    assert "&lt;script&gt;alert(1)" in answer.content.decode()
    assert "A test is on its way." in act(client, "test", endpoint)
    deliver_due()
    assert "✓ works" in text_of(client.get(page("change", endpoint)).content)
    assert "is sent again" in act(client, "replay", endpoint, since="1", until="1")
    assert "Give the numbers" in act(client, "replay", endpoint, since="1", until="²")


def test_one_message_is_sent_again_from_its_row(
    endpoint: WebhookEndpoint, receiver: Receiver
) -> None:
    a_check()
    deliver_due()
    message = endpoint.deliveries.get()
    client = desk_of(editor())
    url = reverse("admin:factcheck_webhookendpoint_replay_message", args=[message.pk])
    assert url in client.get(page("change", endpoint)).content.decode()
    assert "on its way again" in text_of(client.post(url, follow=True).content)
    deliver_due()
    assert len(receiver.messages) == 2


def test_switched_off_on_and_removed(endpoint: WebhookEndpoint) -> None:
    client = desk_of(publisher())
    assert "– off: switched off by hand" in act(client, "disable", endpoint)
    assert "switched off already" in act(client, "disable", endpoint)
    assert "It is sent to again." in act(client, "enable", endpoint)
    assert "Removed" in act(client, "remove", endpoint)
    assert not WebhookEndpoint.objects.exists()


@pytest.mark.parametrize(
    "name", ["edit", "rotate", "test", "replay", "enable", "disable", "remove"]
)
def test_reporters_do_nothing_with_webhooks(endpoint: WebhookEndpoint, name: str) -> None:
    client = desk_of(reporter())
    assert client.post(page(name, endpoint), {"since": "1", "until": "1"}).status_code == 403
    if name not in {"test", "replay"}:
        client = desk_of(editor())
        known = {"known": "first"}
        assert client.post(page(name, endpoint), known).status_code in {302, 403}
        endpoint.refresh_from_db()
        assert endpoint.is_enabled
        assert endpoint.old_secret_until is None


def test_the_log_costs_the_same_however_long_it_is(
    endpoint: WebhookEndpoint, receiver: Receiver
) -> None:
    client = desk_of(editor())
    check = a_check()
    deliver_due()

    def cost() -> int:
        with sql_sent() as statements:
            client.get(page("change", endpoint))
        return len(statements)

    first = cost()
    for _ in range(4):
        changed(check)
        deliver_due()
    assert cost() == first


def test_the_list_says_how_each_is_doing(endpoint: WebhookEndpoint, receiver: Receiver) -> None:
    open_to(receiver, path="/other")
    text = text_of(desk_of(editor()).get("/admin/factcheck/webhookendpoint/").content)
    assert text.count("◔ nothing sent yet") == 2
