"""Log in the way a browser does."""

from typing import Any

from django.test import Client
from django.urls import reverse

from newsroom.accounts.models import User
from tests.factories.people import PASSWORD


class Browser(Client):
    """A browser that keeps what came back last."""

    answer: Any


def log_in(who: User | str, password: str = PASSWORD) -> Browser:
    """Send the login form with a new browser."""
    client = Browser()
    client.answer = send(client, who, password)
    return client


def send(client: Client, who: User | str, password: str = PASSWORD, **more: str) -> Any:
    name = who if isinstance(who, str) else who.username
    form = {"username": name, "password": password, **more}
    return client.post(reverse("account_login"), form)


def is_in(client: Client) -> bool:
    return client.get(reverse("admin:index")).status_code == 200
