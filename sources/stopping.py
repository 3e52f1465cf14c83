"""A worker that is told to stop lets what takes long end early: a batch of links, an export."""

import multiprocessing

_told = multiprocessing.Event()  # forked children share it


def stop_soon() -> None:
    """Let nothing long go on, in this process and its children."""
    _told.set()


def is_stopping() -> bool:
    """Say whether this process is to end soon."""
    return _told.is_set()
