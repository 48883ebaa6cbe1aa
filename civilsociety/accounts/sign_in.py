"""Signing in by emailed code: the same for an address we know and for a new one.

allauth sends a code to addresses it knows and a different letter to others. Here everybody
gets a code; whoever types the code of a new address has proved that it is theirs, and gets
an account at that moment, not before.
"""

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController

from civilsociety.accounts import actions


class CodeProcess(LoginCodeVerificationProcess):
    """One emailed code, from the letter to the open door."""

    @classmethod
    def begin(cls, request, *, user, email):
        """Sends the code and remembers in the session that one is waited for."""
        login = Login(user=user, email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=user, email=email))
        stage.state["initiated_by_user"] = True
        process = cls(stage=stage)
        process.send()
        process.persist()
        return process

    @classmethod
    def waiting(cls, request):
        """The code this session waits for, or None; expired ones are for `is_valid`."""
        stage = LoginStageController.enter(request, LoginByCodeStage.key)
        return cls(stage=stage) if stage else None

    @property
    def email(self):
        return self.state["email"]

    @property
    def minutes(self):
        """How long the code can be used, in minutes."""
        return app_settings.LOGIN_BY_CODE_TIMEOUT // 60

    def send_by_email(self, email, skip_enumeration_mails=False):
        context = {"request": self.request, "code": self.generate_code(), "minutes": self.minutes}
        get_adapter().send_mail("account/email/login_code", email, context)

    def resend(self):
        """Sends a new code; the one before it stops working."""
        self.send()
        self.record_resend()
        self.persist()

    def finish(self, redirect_url):
        """Opens the door, for a new address by opening an account first."""
        if self.user is None or self.user.email == self.email.lower():
            self._user = actions.welcome(email=self.email)
        return super().finish(redirect_url)
