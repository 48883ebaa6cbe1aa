"""One's own account: who I am here, how I sign in, what I have sent."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.shortcuts import redirect, render

from civilsociety.accounts import actions
from civilsociety.accounts.access import signed_in
from civilsociety.accounts.forms import NameForm
from civilsociety.accounts.slots import account_sections


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
