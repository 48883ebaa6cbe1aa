"""Signing in: an address, then the code we mailed to it."""

from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic.edit import FormView

from civilsociety.accounts.access import public
from civilsociety.accounts.models import User
from civilsociety.accounts.sign_in import CodeProcess

EXPIRED = "Your code has expired. Enter your email address and we will send you a new one."
NO_CODE = "No code is waiting in this browser. Enter your email address to get one."
USED_UP = (
    "That was the last try for this code, so it no longer works. "
    "Enter your email address and we will send you a new one."
)


class AskForCode(RequestLoginCodeView):
    """Where do we send the code?"""

    template_name = "account/request_login_code.html"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            return redirect(self.get_next_url() or settings.LOGIN_REDIRECT_URL)
        # allauth would hold whoever waits for a code to the address they typed first.
        return FormView.dispatch(self, request, *args, **kwargs)

    def get_initial(self):
        return {"email": self.request.GET.get("email", "")[:254]}

    def form_valid(self, form):
        CodeProcess.begin(self.request, user=form._user, email=form.cleaned_data["email"])
        return redirect(self.get_success_url())

    def form_invalid(self, form):
        if form.has_error("email", "too_many_login_attempts"):
            return respond_429(self.request)
        return super().form_invalid(form)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if settings.DEMONSTRATION:
            context["second_factor_off"] = not settings.REQUIRE_SECOND_FACTOR
            sample = User.objects.filter(is_sample=True, is_active=True)
            context["sample_people"] = sample.with_roles_held().order_by("pk")
        return context


class EnterCode(ConfirmLoginCodeView):
    """Which code did you get?"""

    template_name = "account/confirm_login_code.html"

    @method_decorator(never_cache)
    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            return redirect(settings.LOGIN_REDIRECT_URL)
        self._process = CodeProcess.waiting(request)
        if self._process is None:
            return self._start_again(NO_CODE)
        if not self._process.is_valid():
            self._process.abort()
            return self._start_again(EXPIRED)
        return FormView.dispatch(self, request, *args, **kwargs)

    def _start_again(self, words):
        messages.info(self.request, words)
        return redirect(self.passthrough_next_url(reverse("account_request_login_code")))

    def _resend_form_valid(self, form):
        self._process.resend()
        messages.info(self.request, "We have sent a new code. The one before no longer works.")
        return redirect(self.passthrough_next_url(reverse("account_confirm_login_code")))

    def form_invalid(self, form):
        if not form.has_error("code", "incorrect_code"):
            return self.render_to_response(self.get_context_data(form=form))
        if self._process.record_invalid_attempt():
            return self.render_to_response(self.get_context_data(form=form))
        return self._start_again(USED_UP)

    def get_context_data(self, **kwargs):
        context = FormView.get_context_data(self, **kwargs)
        return context | {
            "email": self._process.email,
            "minutes": self._process.minutes,
            "can_resend": self._process.can_resend,
            "redirect_field_value": self.get_next_url(),
            "outbox": settings.DEMONSTRATION and reverse("accounts:outbox"),
        }


ask_for_code = public(AskForCode.as_view())
enter_code = public(EnterCode.as_view())


@public
def sign_in(request):
    """The one way in: other addresses for it lead here."""
    query = request.META.get("QUERY_STRING", "")
    return redirect(reverse("account_request_login_code") + (f"?{query}" if query else ""))
