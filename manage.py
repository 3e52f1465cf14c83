#!/usr/bin/env python
"""Run a command of the project; ``manage.py help`` lists them."""

import os
import sys

from django.core.management import execute_from_command_line

from newsroom.demo import running

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings.development")
    running.join()
    execute_from_command_line(sys.argv)
