"""The memory of links and passages, between its columns and the engine's schedule."""

from sources.linkcheck.result import Access, PassageState
from sources.linkcheck.states import Content, Health, LinkState, PassageMemory
from sources.models import Link, Passage

LINK_MEMORY = tuple(LinkState.__dataclass_fields__)
PASSAGE_MEMORY = tuple(PassageMemory.__dataclass_fields__)


def state_of(link: Link) -> LinkState:
    """Return the link's memory as the engine's schedule knows it."""
    columns = {name: getattr(link, name) for name in LINK_MEMORY}
    return LinkState(
        **columns
        | {
            "health": Health(link.health),
            "content": Content(link.content),
            "access": Access(link.access),
            "changed_at": tuple(link.changed_at),
            "flapped_at": tuple(link.flapped_at),
            "moved_to": link.moved_to or None,
        }
    )


def store_state(link: Link, state: LinkState) -> None:
    """Set the link's columns from ``state``; the caller saves."""
    for name in LINK_MEMORY:
        value = getattr(state, name)
        setattr(link, name, list(value) if isinstance(value, tuple) else value)
    link.moved_to = state.moved_to or ""


def memory_of(passage: Passage) -> PassageMemory:
    """Return the passage's memory as the engine's schedule knows it."""
    columns = {name: getattr(passage, name) for name in PASSAGE_MEMORY}
    return PassageMemory(**columns | {"state": PassageState(passage.state)})


def store_memory(passage: Passage, memory: PassageMemory) -> None:
    """Set the passage's columns from ``memory``; the caller saves."""
    for name in PASSAGE_MEMORY:
        setattr(passage, name, getattr(memory, name))
