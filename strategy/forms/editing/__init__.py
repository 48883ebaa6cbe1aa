"""Forms of the officers who write a draft."""

from strategy.forms.editing.section import SectionForm
from strategy.forms.editing.structure import AddForm, AnchorForm
from strategy.forms.editing.versions import DescribeForm

__all__ = ["AddForm", "AnchorForm", "DescribeForm", "SectionForm"]
