"""One's own account: who I am here, how I sign in, what I have sent."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect, render

from civilsociety.accounts import actions, rules
from civilsociety.accounts.access import signed_in
from civilsociety.accounts.forms import NameForm
from civilsociety.accounts.slots import account_sections
from civilsociety.refusal import Refused


@signed_in
def home(request):
    factors = Authenticator.objects.filter(user=request.user)
    context = {
        "roles": request.user.roles,
        "factors": {factor.type for factor in factors},
        "sections": account_sections.fill(request.user),
    }
    return render(request, "accounts/home.html", context)


@signed_in
def change_name(request):
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        actions.change_name(user=request.user, name=form.cleaned_data["name"])
        messages.success(request, "Your name is changed.")
        return redirect("accounts:home")
    return render(request, "accounts/name.html", {"form": form})


@signed_in
def close(request):
    """Closes one's own account, after saying what goes and what stays."""
    refusal = ""
    try:
        if request.method == "POST":
            actions.close_account(user=request.user)
            logout(request)
            messages.success(request, "Your account is closed, and you are signed out.")
            return redirect("/")
        rules.check_can_close_account(request.user)
    except Refused as refused:
        refusal = str(refused)
    return render(request, "accounts/close.html", {"refusal": refusal})
