"""What browsers say about keys is from outside: nonsense gets a sentence."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from newsroom.accounts.models import User
from newsroom.signin.keys import AddForm
from tests.factcheck.admin.pages import text_of
from tests.factories import editor
from tests.factories.people import PASSWORD
from tests.newsroom.signin.entering import is_in, log_in
from tests.support.authenticator import app_of

pytestmark = pytest.mark.django_db


RESPONSE = {
    "clientDataJSON": "e30",
    "authenticatorData": "AAAA",
    "attestationObject": "oA",
    "signature": "AA",
    "userHandle": "MQ",
}
NONSENSE = [
    "null",
    "[]",
    '"text"',
    "{}",
    '{"id": "AA"}',
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": []}),
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": RESPONSE}),
    json.dumps({"id": 1, "rawId": {}, "type": None, "response": {"userHandle": 7}}),
]


@pytest.mark.parametrize("credential", NONSENSE)
def test_a_forged_passkey_opens_nothing(credential: str) -> None:
    ana = editor()
    client, address = Client(), reverse("mfa_login_webauthn")
    client.get(address, headers={"Accept": "application/json"})
    response = client.post(address, {"credential": credential}, follow=True)
    assert "Log in to the desk" in text_of(response.content)
    assert not is_in(client)
    assert User.objects.get(pk=ana.pk).last_login is None


@pytest.mark.parametrize("credential", NONSENSE)
def test_a_forged_key_is_no_second_factor_and_cannot_be_added(credential: str) -> None:
    ana = editor()
    client = log_in(ana)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for name in ("mfa_add_webauthn", "mfa_reauthenticate_webauthn"):
        client.get(reverse(name))
        assert client.post(reverse(name), {"credential": credential}).status_code in {200, 302}
    assert not Authenticator.objects.filter(user=ana).exists()
    app_of(ana)
    second = log_in(ana)
    address = second.answer.headers["Location"]
    second.get(address)
    assert second.post(address, {"credential": credential}).status_code == 200
    assert not is_in(second)


@pytest.mark.parametrize("hidden", ["\0", "long " * 5000])
def test_what_cannot_be_stored_of_a_key_is_refused(hidden: str) -> None:
    form = AddForm(user=editor(), data={"credential": json.dumps({"hidden": hidden})})
    form.full_clean()
    assert form.errors["credential"] == ["Incorrect code."]
    fine = AddForm(user=editor(), data={"credential": json.dumps({"hidden": "nothing"})})
    fine.cleaned_data = {"credential": {"hidden": "nothing"}}
    assert fine.clean_credential() == {"hidden": "nothing"}
