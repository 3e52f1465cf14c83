"""The style sheets and pictures that pages need, and what those need in turn."""

import posixpath
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

from newsroom.pages import edition
from newsroom.static_site.folder import Folder, write
from newsroom.static_site.links import IN_STYLES, STATIC


def copy(folder: Folder, names: set[str]) -> None:
    """Write the static files with these names, unless this edition of them is there already."""
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        file = f"{STATIC}{name}"
        if folder.has(file, edition()):
            continue
        body = _content(name)
        write(folder.place, file, body)
        folder.note({file: edition()})
        if name.endswith(".css"):
            waiting |= {
                posixpath.normpath(posixpath.join(posixpath.dirname(name), needed))
                for needed in IN_STYLES.findall(body.decode())
                if not needed.startswith(("data:", "http:", "https:", "/"))
            }


def tidy(folder: Folder) -> None:
    """Remove the static files of earlier editions."""
    old = [
        file for file, key in folder.keys.items() if file.startswith(STATIC) and key != edition()
    ]
    for file in old:
        folder.remove(file)
    folder.note(dict.fromkeys(old))


def _content(name: str) -> bytes:
    found = finders.find(name)
    if isinstance(found, str):
        return Path(found).read_bytes()
    with staticfiles_storage.open(name) as collected:  # under a name with a hash, in production
        body: bytes = collected.read()
        return body
