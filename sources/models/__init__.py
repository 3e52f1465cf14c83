"""Articles, their frozen texts, the addresses they live at, and what became of those."""

from sources.models.alert import Alert
from sources.models.host import Host
from sources.models.link import Link
from sources.models.look import Look
from sources.models.outlet import Outlet
from sources.models.passage import Passage
from sources.models.retrieval import Retrieval
from sources.models.snapshot import Snapshot
from sources.models.source import Source
from sources.models.text import SourceText
from sources.models.transition import Transition

__all__ = [
    "Alert",
    "Host",
    "Link",
    "Look",
    "Outlet",
    "Passage",
    "Retrieval",
    "Snapshot",
    "Source",
    "SourceText",
    "Transition",
]
