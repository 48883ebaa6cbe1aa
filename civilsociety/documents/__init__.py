"""One document, rendered as page, PDF, Word and tables.

What the rest of the house uses:

* `render_markdown(text, heading_level=2)`: Markdown as safe HTML, the only way to show it;
  `markdown_to_text(text)` for the words alone;
* `civilsociety.documents.content`: the parts a `Document` is built from;
* `civilsociety.documents.suppression`: `breakdown`, `headline`, `total` and
  `nested_sets_are_safe`, the only road from counts of people to published figures.
"""

from .markdown import markdown_to_text, render_markdown

__all__ = ["markdown_to_text", "render_markdown"]
