"""A worker that is told to stop lets its batch end early, and hands the hosts back."""

import multiprocessing

_told = multiprocessing.Event()  # forked children share it


def stop_soon() -> None:
    """Let no look begin any more, in this process and its children."""
    _told.set()


def is_stopping() -> bool:
    """Say whether this process is to end soon."""
    return _told.is_set()
