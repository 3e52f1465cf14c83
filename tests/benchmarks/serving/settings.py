"""What the servers that are measured run with: as in production, but on loopback without TLS."""

from newsroom.settings.development import *  # noqa: F403 - that is what a settings module is

DEBUG = False
ROOT_URLCONF = "tests.benchmarks.serving.urls"
