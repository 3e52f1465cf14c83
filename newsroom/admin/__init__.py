"""The ground floor's screens, and what every screen of the desk is built on."""

from newsroom.admin import jobs, people, trail

__all__ = ["jobs", "people", "trail"]
