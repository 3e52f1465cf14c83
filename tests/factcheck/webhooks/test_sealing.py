from base64 import b64decode

import pytest
from pytest_django.fixtures import Settings

from factcheck.webhooks.sealing import Unreadable, new_secret, seal, unseal


def test_a_secret_is_as_long_as_the_standard_asks_and_never_the_same() -> None:
    secret = new_secret()
    assert secret.startswith("whsec_")
    assert 24 <= len(b64decode(secret.removeprefix("whsec_"))) <= 64
    assert secret != new_secret()


def test_a_sealed_secret_says_nothing_and_opens_again() -> None:
    secret = new_secret()
    assert secret.removeprefix("whsec_") not in seal(secret)
    assert seal(secret) != seal(secret)
    assert unseal(seal(secret)) == secret


def test_a_former_secret_key_opens_while_it_is_a_fallback(settings: Settings) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "former" * 10, []
    sealed = seal("whsec_x")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "current" * 10, ["former" * 10]
    assert unseal(sealed) == "whsec_x"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(Unreadable):
        unseal(sealed)
