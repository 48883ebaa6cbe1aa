"""Officers and administrators go no further without a second factor."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.utils.http import urlencode

from civilsociety.accounts.adapters import SECOND_FACTORS

# Setting one up, using it, and leaving: all that opens until it was used.
OPEN = {
    "account_logout",
    "account_reauthenticate",
    "health",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
}


def second_factor(get_response):
    """Sends a person whose role asks for a second factor to set it up, or to use it.

    A second factor counts for the session in which it was used.
    """

    def middleware(request):
        if settings.REQUIRE_SECOND_FACTOR and _is_missing(request):
            return _send_to_it(request)
        return get_response(request)

    return middleware


def _is_missing(request):
    user = request.user
    if not user.is_authenticated or not user.needs_second_factor:
        return False
    used = any(record["method"] == "mfa" for record in get_authentication_records(request, user))
    return not used and not _is_open(request)


def _is_open(request):
    try:
        return resolve(request.path_info).url_name in OPEN
    except Http404:
        return False


def _send_to_it(request):
    if not is_mfa_enabled(request.user, SECOND_FACTORS):
        return redirect("mfa_index")
    back = request.get_full_path() if request.method == "GET" else "/"
    return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': back})}")
