"""Letters as they were sent, their batches, and their texts."""

from django.contrib import admin
from django.http import HttpResponse
from django.urls import path

from civilsociety.accounts.access import requires
from civilsociety.budget.admin.cells import money
from funding.admin.offers.acts import acts_for_letter
from funding.admin.offers.lists import OffersAdmin
from funding.admin.pages import OFFICERS, Page, register
from funding.forms.offers.letters import SendAgainForm
from funding.models import Letter, LetterBatch, LetterTemplate


@register(Letter)
class LetterAdmin(OffersAdmin):
    """One letter, word for word."""

    read_by = OFFICERS
    about = "Every letter about a decision, word for word, and what became of it."
    list_display = [
        "subject", "kind", "recipient", money("amount_pence", "Amount"), "state", "sent_at",
    ]  # fmt: skip
    list_filter = ["state", "kind", "batch__call"]
    list_select_related = ["application__organisation"]
    search_fields = ["subject", "application__organisation__name"]
    date_hierarchy = "made_at"
    page = "admin/funding/offers/letter.html"
    columns = (
        ("Subject", "text", lambda letter: letter.subject),
        ("Kind", "text", lambda letter: letter.get_kind_display()),
        ("Recipient", "text", lambda letter: letter.application.organisation.name),
        ("Amount", "money", lambda letter: letter.amount_pence),
        ("State", "text", lambda letter: letter.get_state_display()),
        ("What the mail server said", "text", lambda letter: letter.error),
    )
    pages = (Page("again_of_letter", SendAgainForm, OFFICERS, Letter),)

    def get_queryset(self, request):
        return super().get_queryset(request).defer("pdf", "body")

    def get_urls(self):
        mine = path("<int:pk>/letter.pdf", requires(*OFFICERS)(self.pdf), name="funding_letter_pdf")
        return [mine, *super().get_urls()]

    def pdf(self, request, pk):
        """The PDF that went with an offer."""
        letter = self.get_object(request, str(pk))
        if letter is None or not letter.pdf:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        answer = HttpResponse(bytes(letter.pdf), content_type="application/pdf")
        answer["Content-Disposition"] = f'attachment; filename="offer-{letter.award.number}.pdf"'
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Cache-Control"] = "private, no-store"
        return answer

    @admin.display(description="Recipient", ordering="application__organisation__name")
    def recipient(self, letter):
        return letter.application.organisation if letter.application else ""

    def page_context(self, request, letter):
        has_pdf = Letter.objects.filter(pk=letter.pk, pdf__isnull=False).exists()
        return {"acts": acts_for_letter(request.user, letter), "has_pdf": has_pdf}


@register(LetterBatch)
class LetterBatchAdmin(OffersAdmin):
    """Letters that were sent together."""

    read_by = OFFICERS
    about = "Letters that were sent together. Each batch has its page with progress."
    list_display = ["requested_at", "call", "state", "done", "total", "requested_by"]
    list_filter = ["state", "call"]
    list_select_related = ["call__programme", "requested_by"]
    page = "admin/funding/offers/batch.html"


@register(LetterTemplate)
class LetterTemplateAdmin(OffersAdmin):
    """What letters say for a round."""

    read_by = OFFICERS
    about = "Texts that officers wrote for a round; others say what the service says by itself."
    list_display = ["call", "kind", "subject"]
    list_filter = ["kind", "call"]
    list_select_related = ["call__programme"]
    page = "admin/funding/offers/template.html"
