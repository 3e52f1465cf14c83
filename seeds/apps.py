from django.apps import AppConfig


class SeedsConfig(AppConfig):
    """The newsroom's first claims, and the demo press that serves their articles."""

    name = "seeds"
