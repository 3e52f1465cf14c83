"""A site that has an answer for every address."""

from tests.support.website import Handler, Website


class CatchAll(dict[str, Handler]):
    """Pages by path; whatever has none gets the same one."""

    def __init__(self, page: Handler, pages: dict[str, Handler]) -> None:
        super().__init__(pages)
        self._page = page

    def get(self, path: str, _default: object = None) -> Handler:
        return super().get(path, self._page)


def answer_all(site: Website, page: Handler, **pages: Handler) -> None:
    """Let a site show this page wherever no other one is; `home` is the page at /."""
    named = {"/" if name == "home" else f"/{name}": one for name, one in pages.items()}
    site.pages = CatchAll(page, named)
