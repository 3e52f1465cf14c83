"""A whole export: what is due is drawn by several processes, the rest is left alone."""

import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

from django.conf import settings
from django.db import connections
from tqdm import tqdm

from newsroom.orphans import end_with_parent
from newsroom.pages import edition
from newsroom.static_site import gone, statics
from newsroom.static_site.drawing import CannotDraw, Drawn, Task, draw
from newsroom.static_site.folder import ABSENT, Folder
from newsroom.static_site.links import Linker
from newsroom.static_site.wanted import Wanted, file_of, in_every_language

AT_ONCE = 32
"""So many pages are drawn, then written down as finished."""

FEW = 200
"""Not worth starting processes for."""

MOST_FAILURES = 50
"""Where so many pages cannot be drawn, the fault is none of theirs."""


@dataclass(slots=True)
class Account:
    """What an export did, in files."""

    drawn: int = 0
    written: int = 0
    removed: int = 0
    left_alone: int = 0
    failures: list[str] = field(default_factory=list)


def export(wanted: Iterable[Wanted], place: Path, *, processes: int) -> Account:
    """Bring the folder up to date with the pages wanted; show a bar in a terminal.

    Stopped at any moment, it goes on where it was the next time. A page that cannot be drawn keeps
    no other, and no withdrawal, from being written: ``CannotDraw`` comes at the end. Raises
    ``NotOurs`` too, and ``OSError`` where the folder can be written to no more.
    """
    files, tasks = _laid_out(wanted)
    linker = Linker(files, site_url=settings.SITE_URL, static_url=settings.STATIC_URL)
    with Folder.opened(place) as folder:
        due = [task for task in tasks if not folder.has(task.file, task.key)]
        account = Account(left_alone=len(tasks) - len(due))
        with tqdm(total=len(due), unit=" pages", disable=None) as bar:
            for drawn in _drawn(due, place, linker, processes):
                _note(folder, drawn, account)
                bar.update(len(drawn))
        notices = gone.write_notices(folder, linker)
        account.removed += gone.leave(folder, notices | {task.file for task in tasks}, linker)
        if not account.failures:  # else some pages are of an earlier edition still
            statics.tidy(folder)
        folder.finish()
    _raise_failures(account)
    return account


def _laid_out(wanted: Iterable[Wanted]) -> tuple[dict[str, str], list[Task]]:
    """Say in which file each address lies, and what there is to draw."""
    files: dict[str, str] = {}
    tasks = []
    for page in in_every_language(wanted):
        file = file_of(page.address)
        files |= dict.fromkeys((page.address, *page.also_at), file)
        tasks.append(Task(page.address, file, _key(page)))
    return files, tasks


def _raise_failures(account: Account) -> None:
    if account.failures:
        first, *others = account.failures
        raise CannotDraw(f"{first} So it was with {len(others):,} others." if others else first)


def _key(page: Wanted) -> str:
    """Name what a page shows and what it is drawn with."""
    return sha256(f"{edition()} {page.key}".encode()).hexdigest()[:24]


def _drawn(due: list[Task], place: Path, linker: Linker, processes: int) -> Iterator[list[Drawn]]:
    lots = [due[start : start + AT_ONCE] for start in range(0, len(due), AT_ONCE)]
    if processes == 1 or len(due) <= FEW:
        yield from ([_attempt(task, place, linker) for task in lot] for lot in lots)
        return
    connections.close_all()  # a connection cannot be shared by processes
    with ProcessPoolExecutor(
        processes, get_context("fork"), initializer=_begin, initargs=(place, linker)
    ) as pool:
        try:
            yield from pool.map(_draw, lots)
        except BrokenProcessPool as error:
            raise CannotDraw("A process was killed, for want of memory perhaps.") from error
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


_work: list[tuple[Path, Linker]] = []
"""What a process of the pool draws for, given once when it begins."""


def _begin(place: Path, linker: Linker) -> None:
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    _work.append((place, linker))


def _draw(lot: list[Task]) -> list[Drawn]:
    place, linker = _work[0]
    return [_attempt(task, place, linker) for task in lot]


def _attempt(task: Task, place: Path, linker: Linker) -> Drawn:
    try:
        return draw(task, place, linker)
    except CannotDraw as failure:
        return Drawn(task, failure=str(failure))


def _note(folder: Folder, lot: list[Drawn], account: Account) -> None:
    account.failures += [drawn.failure for drawn in lot if drawn.failure]
    done = [drawn for drawn in lot if not drawn.failure]
    statics.copy(folder, {name for drawn in done for name in drawn.statics})
    for drawn in done:
        account.drawn += 1
        account.written += drawn.is_written
        if not drawn.is_there:
            folder.remove(drawn.task.file)
    folder.note(
        {drawn.task.file: ("" if drawn.is_there else ABSENT) + drawn.task.key for drawn in done}
    )
    if len(account.failures) >= MOST_FAILURES:
        _raise_failures(account)
