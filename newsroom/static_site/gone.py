"""What is left where the site has no page any more: the page that says so, or nothing."""

import re

from django.conf import settings
from django.template.loader import render_to_string

from newsroom.pages import edition
from newsroom.static_site import statics
from newsroom.static_site.folder import ABSENT, GONE, INDEX, Folder, write
from newsroom.static_site.links import STATIC, Linker
from newsroom.static_site.wanted import Wanted, file_of, in_every_language, language_of

LEFT = "gone"
"""Begins the key of a notice that was left; the edition it was drawn with follows."""


OF_A_QUERY = re.compile(r"(^|/)(before|against)/[^/]+/index\.html$")
"""The files of addresses with a query (``wanted.file_of``)."""


def leave(folder: Folder, wanted: set[str], linker: Linker) -> int:
    """Replace or remove the files we wrote that are no page any more; say how many.

    Old versions and other sites may lead to a topic or a source; what had a query in its address
    (a further stretch of a list, two versions compared) is led to by its own page alone.
    """
    strays = {
        file: key
        for file, key in folder.keys.items()
        if file not in wanted and not file.startswith(STATIC) and not folder.has(file, _left())
    }
    for file, key in strays.items():
        is_page = file.endswith(INDEX) and not OF_A_QUERY.search(file)
        if is_page and not key.startswith(ABSENT):
            _replace(folder, file, linker)
        else:
            folder.remove(file)
            folder.note({file: None})
    return sum(not key.startswith(LEFT) for key in strays.values())


def _left() -> str:
    return f"{LEFT} {edition()}"


def write_notices(folder: Folder, linker: Linker) -> set[str]:
    """Write the page that servers show for an address without a file, in each language.

    It can lie at no depth, so its links begin at the root. Returns its files.
    """
    files = {file_of(page.address) for page in in_every_language([Wanted("/404.html", "")])}
    for file in files:
        if folder.has(file, edition()):
            continue
        page = _notice(f"/{file}")
        statics.copy(folder, linker.rewrite(page, f"/{file}", file)[1])
        write(folder.place, file, page.encode())
        folder.note({file: edition()})
    return files


def _replace(folder: Folder, file: str, linker: Linker) -> None:
    address = f"/{file.removesuffix('index.html')}"
    text, needed = linker.rewrite(_notice(address), address, file)
    statics.copy(folder, needed)
    write(folder.place, file, text.encode())
    (folder.place / file).with_name(GONE).touch()
    folder.note({file: _left()})


def _notice(address: str) -> str:
    with language_of(address):
        return render_to_string("404.html", {"site_name": settings.SITE_NAME})
