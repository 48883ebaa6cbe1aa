#!/usr/bin/env python
"""Django's command line."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from civilsociety import embedded

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "civilsociety.settings")
    try:
        if embedded.command_needs_engines(sys.argv):
            embedded.start()
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, embedded.EngineError) as error:
        sys.exit(str(error))
