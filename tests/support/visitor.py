"""A person at a browser without JavaScript: real HTTP, cookies, forms filled in by field name."""

import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from typing import Any, Self
from urllib.parse import urlencode, urljoin

from lxml import html


class Visitor:
    """Opens pages, fills in forms, presses buttons; ``text`` is what the page says."""

    def __init__(self, base: str) -> None:
        """Begin at ``base``, with no cookies."""
        self.url = base
        self.status = 0
        self.body = b""
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def open(self, address: str, data: bytes | None = None) -> Self:
        """Go to an address, following redirects; errors are pages too."""
        request = urllib.request.Request(urljoin(self.url, address), data)  # noqa: S310
        request.add_header("Referer", self.url)
        try:
            answer = self._opener.open(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            self.url, self.status, self.body = answer.url, answer.status, answer.read()
            self.headers = answer.headers
        return self

    @property
    def page(self) -> html.HtmlElement:
        """The page as a tree."""
        return html.fromstring(self.body, base_url=self.url)

    @property
    def text(self) -> str:
        """The words of the page, with single spaces."""
        return " ".join(self.page.text_content().split())

    def follow(self, words: str) -> Self:
        """Follow the first link with these words."""
        for link in self.page.iter("a"):
            if words in " ".join(link.text_content().split()):
                return self.open(link.get("href"))
        raise LookupError(f"No link says “{words}” on {self.url}.")

    def submit(self, *, press: str = "", **fields: Any) -> Self:
        """Fill in the form that has all these fields (and the button named ``press``), send it."""
        form = self._form({*fields, press} - {""})
        for area in form.iter("textarea"):
            # A browser drops the line end Django writes after the tag.
            area.value = (area.value or "").removeprefix("\n")
        form.fields.update(fields)
        values = form.form_values()
        if press:
            values.append((press, "1"))
        action = urljoin(self.url, form.get("action") or self.url)
        return self.open(action, urlencode(values).encode())

    def _form(self, names: set[str]) -> html.FormElement:
        for form in self.page.forms:
            if form.method == "POST" and names <= {field.name for field in form.inputs}:
                return form
        raise LookupError(f"No form on {self.url} has {', '.join(sorted(names))}.")
