"""The desk's screens for articles and addresses."""

from sources.admin import records
from sources.admin.link import LinkAdmin
from sources.admin.outlet import OutletAdmin
from sources.admin.snapshot import SnapshotAdmin
from sources.admin.source import SourceAdmin

__all__ = ["LinkAdmin", "OutletAdmin", "SnapshotAdmin", "SourceAdmin", "records"]
