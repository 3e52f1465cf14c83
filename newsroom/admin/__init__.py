"""The ground floor's screens, and what every screen of the desk is built on."""

from newsroom.admin import jobs, partners, people, trail

__all__ = ["jobs", "partners", "people", "trail"]
