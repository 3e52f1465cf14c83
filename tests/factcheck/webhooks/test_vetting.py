import socket
from collections.abc import Sequence

import pytest
from pytest_django.fixtures import Settings

from factcheck.webhooks.vetting import vet
from newsroom.refusals import Refusal
from sources.linkcheck.guard import SystemLookup

PUBLIC = ["93.184.215.14"]
NAMES: dict[str, Sequence[str]] = {
    "partner.example.org": PUBLIC,
    "inside.test": ["10.0.0.7"],
    "mixed.test": [*PUBLIC, "127.0.0.1"],
}


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    async def find(_self: SystemLookup, host: str, _port: int) -> Sequence[str]:
        if host not in NAMES:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return NAMES[host]

    monkeypatch.setattr(SystemLookup, "__call__", find)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://partner.example.org/hook?a=b", "https://partner.example.org/hook?a=b"),
        (" https://PARTNER.example.org:443/hook#top ", "https://partner.example.org/hook"),
        ("https://93.184.215.14/hook", "https://93.184.215.14/hook"),
    ],
)
def test_a_public_address_is_taken_in_one_spelling(given: str, kept: str) -> None:
    assert vet(given) == kept


@pytest.mark.parametrize(
    ("given", "because"),
    [
        ("partner.example.org/hook", "must begin with http"),
        ("ftp://partner.example.org/", "must begin with http"),
        ("https://me:secret@partner.example.org/", "must not contain a user name"),
        ("https://partner.example.org:8443/", "443 and 80"),
        ("https://127.0.0.1/", "Nothing public is found"),
        ("https://[::1]/", "Nothing public is found"),
        ("https://[::ffff:10.0.0.1]/", "Nothing public is found"),
        ("https://169.254.169.254/latest/", "Nothing public is found"),
        ("https://2130706433/", "host written as a number"),
        ("https://inside.test/", "Nothing public is found"),
        ("https://mixed.test/", "Nothing public is found"),
        ("https://nowhere.test/", "Nothing public is found"),
        ("https://partner.example.org/" + "x" * 2000, "longer than"),
        ("", "must begin with http"),
    ],
)
def test_other_addresses_are_refused_in_a_sentence(given: str, because: str) -> None:
    with pytest.raises(Refusal, match=because):
        vet(given)


def test_what_is_private_and_what_does_not_exist_answer_alike() -> None:
    said = set()
    for host in ("inside.test", "nowhere.test"):
        with pytest.raises(Refusal) as refused:
            vet(f"https://{host}/")
        said.add(str(refused.value).replace(host, "…"))
    assert len(said) == 1


def test_https_is_needed_in_production(settings: Settings) -> None:
    assert vet("http://partner.example.org/") == "http://partner.example.org/"
    settings.WEBHOOKS_NEED_HTTPS = True
    with pytest.raises(Refusal, match="https://"):
        vet("http://partner.example.org/")
