"""Addresses of the ground itself."""

from tests.access import PUBLIC, Row

ROWS = {"health": Row(PUBLIC, page=False)}
