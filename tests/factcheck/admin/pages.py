"""Fill in the desk's forms the way a browser does."""

from typing import Any

from django.test import Client
from lxml import html

from newsroom.accounts.models import User

Answers = dict[str, Any]


def desk_of(user: User) -> Client:
    """Return a browser in which ``user`` is logged in."""
    client = Client(raise_request_exception=True)
    client.force_login(user)
    return client


def answers(client: Client, url: str, form: str) -> Answers:
    """Open a page and return what its form would send as it stands. ``form`` is its id."""
    response = client.get(url)
    assert response.status_code == 200, (url, response.status_code)
    return filled_in(response.content, form)


def filled_in(content: bytes, form: str) -> Answers:
    """Return what the form on a page would send: every field with the value it shows."""
    page = html.fromstring(content.decode())
    (chosen,) = (f for f in page.forms if f.get("id") == form)
    for textarea in chosen.iter("textarea"):  # browsers drop the newline after the tag
        textarea.value = (textarea.value or "").removeprefix("\n")
    found: Answers = {}
    for name, value in chosen.form_values():
        if name in found:
            held = found[name]
            found[name] = [*held, value] if isinstance(held, list) else [held, value]
        else:
            found[name] = value
    return {name: value for name, value in found.items() if not name.startswith("csrf")}


def text_of(content: bytes) -> str:
    """Return the words of a page, white space folded."""
    return " ".join(html.fromstring(content.decode()).text_content().split())
