"""What the officers' first page about decisions shows."""

from django.core.paginator import Paginator

from civilsociety.decisions.models import Decision, Notice
from civilsociety.decisions.queries.notices import forward_plan
from civilsociety.decisions.queries.register import register
from civilsociety.decisions.states import NoticeState

ON_A_PAGE = 30


def desk_lists(words, page, *, today):
    """Drafts, notices being written, notices that run, and a page of what was published."""
    published = register({"q": words.replace("\x00", "")}, today=today)
    return {
        "words": words,
        "drafts": Decision.objects.drafts().in_order(),
        "notice_drafts": Notice.objects.filter(state=NoticeState.DRAFT),
        "expected": forward_plan(today=today),
        "page": Paginator(published, ON_A_PAGE).get_page(page),
    }
