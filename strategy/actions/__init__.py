"""What people do with a strategy: see the package of each part."""

from strategy.actions.versions import Import, adopt, discard_draft, import_text, publish

__all__ = ["Import", "adopt", "discard_draft", "import_text", "publish"]
