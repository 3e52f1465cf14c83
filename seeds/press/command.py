"""The commands of the demo press, for ``manage.py demo_press`` and ``python -m seeds.press``."""

import signal
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from seeds.pages import HERE, Page, read_outlets, read_pages
from seeds.press.changes import Change, State, read_changes, write_change
from seeds.press.server import PressError, serving

Say = Callable[[str], object]

CHANGES = HERE.parent / "var" / "demo-press.json"
SAID = {
    State.EDITED: "now says “{after}” where it said “{before}”, and nobody was told.",
    State.REMOVED: "is taken down: its address answers 404.",
    State.GONE: "is taken down for good: its address answers 410.",
    State.ORIGINAL: "is as it was.",
}


def add_arguments(parser: ArgumentParser) -> None:
    """Add the commands to ``parser``."""
    commands = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    commands.add_parser("serve", help="serve every outlet until Ctrl-C")
    commands.add_parser("list", help="list the pages, how they are served, and their addresses")
    edit = commands.add_parser("edit", help="silently change a figure in a page")
    remove = commands.add_parser("remove", help="take a page down")
    restore = commands.add_parser("restore", help="put a page back as it was")
    remove.add_argument("--gone", action="store_true", help="answer 410 instead of 404")
    for command in (edit, remove, restore):
        command.add_argument("name", metavar="NAME", help="a page, as `list` names it")


def run(given: Namespace, say: Say, changes: Path = CHANGES) -> None:
    """Do what the command line asks. Raises ``PressError`` with a sentence."""
    if given.act == "serve":
        serve(say, changes)
    elif given.act == "list":
        list_pages(say, changes)
    else:
        states = {"edit": State.EDITED, "restore": State.ORIGINAL}
        removed = State.GONE if getattr(given, "gone", False) else State.REMOVED
        change_page(given.name, states.get(given.act, removed), say, changes)


def serve(say: Say, changes: Path = CHANGES) -> None:
    """Serve until the process is asked to end."""
    ending = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, ending)  # so that only this thread hears them
    outlets = read_outlets().values()
    with serving(outlets, read_pages(), changes):
        for outlet in outlets:
            say(f"http://{outlet.domain}/  {outlet.name}")
        say("The demo press is serving. Ctrl-C ends it.")
        signal.sigwait(ending)


def list_pages(say: Say, changes: Path = CHANGES) -> None:
    """List the pages; those marked with * have an edit prepared."""
    made = read_changes(changes)
    pages = read_pages().values()
    width = max(len(page.name) for page in pages)
    for page in pages:
        mark = "*" if page.edit else " "
        state = made.get(page.name, Change()).state
        say(f"{mark} {page.name:{width}}  {state:13}  {page.address}")
    say("* can be edited; every page can be removed and restored")


def change_page(name: str, state: State, say: Say, changes: Path = CHANGES) -> None:
    """Change how the page ``name`` is served from now on."""
    page = find_page(name, state)
    write_change(changes, name, state)
    edit = {"before": page.edit.before, "after": page.edit.after} if page.edit else {}
    say(f"“{page.title}” {SAID[state].format(**edit)}\n  {page.address}")


def find_page(name: str, state: State) -> Page:
    """Return the page, if it can be put into ``state``."""
    pages = read_pages()
    if name not in pages:
        raise PressError(f"No page is called “{name}”. There are: {', '.join(pages)}.")
    page = pages[name]
    if state is State.EDITED and page.edit is None:
        editable = ", ".join(other.name for other in pages.values() if other.edit)
        raise PressError(f"No edit is prepared for “{name}”. There is one for: {editable}.")
    return page
