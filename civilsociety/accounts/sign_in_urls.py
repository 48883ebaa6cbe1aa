"""The pages of allauth that exist here: no password, no form to sign up, nothing else.

The names are allauth's own, because it looks its pages up by them.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path
from django.views.generic import RedirectView

from civilsociety.accounts.access import signed_in
from civilsociety.accounts.views import sign_in

to_account = signed_in(RedirectView.as_view(pattern_name="accounts:home"))

urlpatterns = [
    path("sign-in/", sign_in.ask_for_code, name="account_request_login_code"),
    path("sign-in/code/", sign_in.enter_code, name="account_confirm_login_code"),
    path("sign-in/second-factor/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-out/", account.logout, name="account_logout"),
    path("closed/", account.account_inactive, name="account_inactive"),
    # Other ways in lead to the one.
    path("login/", sign_in.sign_in, name="account_login"),
    path("signup/", sign_in.sign_in, name="account_signup"),
    path("reauthenticate/", to_account, name="account_reauthenticate"),
    path("email/", to_account, name="account_email"),
    path("second-factor/", mfa.index, name="mfa_index"),
    path("second-factor/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/app/add/", totp.activate_totp, name="mfa_activate_totp"),
    path("second-factor/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-factor/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "second-factor/codes/new/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-factor/codes/download/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("second-factor/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("second-factor/passkeys/add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path(
        "second-factor/passkeys/again/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("second-factor/passkeys/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path(
        "second-factor/passkeys/<int:pk>/remove/",
        webauthn.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
]
