"""Read the pages of the demo press: ``outlets.toml``, ``articles/*.md``, ``documents/*.md``.

A page file is TOML between two lines of ``+++``, then the text: paragraphs with blank lines
between them, in the newsroom's own words. Plain Python, so that the press needs no Django.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

HERE = Path(__file__).resolve().parent
FENCE = "+++\n"

_Made = TypeVar("_Made")


class SeedError(ValueError):
    """A file of seeds/ is not as it must be; the message names the file."""


@dataclass(frozen=True, kw_only=True)
class Outlet:
    """An outlet of the demo press: a server on a loopback port of its own."""

    key: str
    name: str
    port: int
    kind: str
    language: str
    country: str = ""
    menu: tuple[str, ...] = ()

    @property
    def domain(self) -> str:
        """Return host and port."""
        return f"127.0.0.1:{self.port}"


@dataclass(frozen=True, kw_only=True)
class Edit:
    """What ``demo_press edit`` silently changes in a page."""

    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of the demo press. ``name`` is the file's; commands and claims use it.

    Articles are filed as sources; documents only serve as evidence. ``published`` is a date as
    an editor types it ("2019-06"), empty when the page tells none.
    """

    name: str
    outlet: Outlet
    path: str
    title: str
    text: str
    is_article: bool
    published: str
    inferred: bool = False
    byline: str = ""
    kind: str = "article"
    republished_from: str = ""
    notice: str = ""
    edit: Edit | None = None

    @property
    def address(self) -> str:
        """Return the page's URL at the demo press."""
        return f"http://{self.outlet.domain}{self.path}"


def read_outlets() -> dict[str, Outlet]:
    """Return the outlets by their keys."""
    path = HERE / "outlets.toml"
    tables = tomllib.loads(path.read_text())
    return {key: build(Outlet, path, table, key=key) for key, table in tables.items()}


def read_pages() -> dict[str, Page]:
    """Return articles and documents by their names. Raises ``SeedError``."""
    outlets = read_outlets()
    paths = [*sorted(HERE.glob("articles/*.md")), *sorted(HERE.glob("documents/*.md"))]
    return {path.stem: _read_page(path, outlets) for path in paths}


def _read_page(path: Path, outlets: Mapping[str, Outlet]) -> Page:
    before, fence, rest = path.read_text().partition(FENCE)
    head, closing, text = rest.partition(FENCE)
    if before or not fence or not closing:
        raise SeedError(f"{path.name}: begin with +++, the data, +++, then the text.")
    table = tomllib.loads(head)
    outlet = outlets.get(table.pop("outlet", ""))
    if outlet is None:
        raise SeedError(f"{path.name}: name an outlet of outlets.toml.")
    edit = table.pop("edit", None)
    return build(
        Page,
        path,
        table,
        name=path.stem,
        outlet=outlet,
        text=text.strip(),
        is_article=path.parent.name == "articles",
        edit=Edit(**edit) if edit else None,
    )


def build(kind: type[_Made], path: Path, table: Mapping[str, Any], **given: Any) -> _Made:
    """Make a ``kind`` of a TOML table; an unknown or missing key is a ``SeedError``."""
    try:
        return kind(**table, **given)
    except TypeError as error:
        raise SeedError(f"{path.name}: {error}") from error
