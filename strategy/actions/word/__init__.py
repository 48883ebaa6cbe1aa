"""Word files on their way in; the summary and the easy-read version of a text."""

from strategy.actions.word.imports import bring_in, read_again, read_file, receive
from strategy.actions.word.renditions import Clash, add_picture, publish_rendition, save_rendition

__all__ = [
    "Clash",
    "add_picture",
    "bring_in",
    "publish_rendition",
    "read_again",
    "read_file",
    "receive",
    "save_rendition",
]
