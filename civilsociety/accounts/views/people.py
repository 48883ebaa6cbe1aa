"""Who may do what: people, the roles they hold and held."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from civilsociety.accounts import actions, rules
from civilsociety.accounts.access import requires
from civilsociety.accounts.forms import PersonForm, RoleForm
from civilsociety.accounts.models import RoleAssignment, User
from civilsociety.accounts.permissions import Permission
from civilsociety.accounts.roles import RESPONDENT, ROLES
from civilsociety.audit.actions import name_of
from civilsociety.refusal import Refused

ON_A_PAGE = 25
TRAIL = [("Officers’ pages", "/officers/"), ("People and roles", "/officers/people/")]


@requires(Permission.MANAGE_PEOPLE)
def people(request):
    words, role = request.GET.get("q", "").replace("\x00", ""), request.GET.get("role", "officers")
    found = User.objects.known_as(words).with_roles_held().in_order()
    if role != "everybody":
        held = RoleAssignment.objects.current().filter(user=OuterRef("pk"))
        found = found.filter(Exists(held.filter(role=role) if role in ROLES else held))
    context = {
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "words": words,
        "role": role,
        "roles": [each for each in ROLES.values() if each != RESPONDENT],
    }
    return render(request, "accounts/people.html", context)


@requires(Permission.MANAGE_PEOPLE)
def add(request):
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = actions.welcome(**form.cleaned_data, by=request.user)
        return redirect("accounts:person", user.pk)
    return render(request, "accounts/add_person.html", {"form": form, "trail": TRAIL})


@requires(Permission.MANAGE_PEOPLE)
def person(request, pk):
    somebody = get_object_or_404(User, pk=pk)
    assignments = somebody.role_assignments.select_related("given_by", "ended_by")
    held = [each for each in assignments.order_by("given_at", "pk") if not each.ended_at]
    form = RoleForm(request.GET if "role" in request.GET else None, held=[a.role for a in held])
    if form.is_bound and form.is_valid():
        return redirect("accounts:give_role", pk, form.cleaned_data["role"])
    context = {
        "person": somebody,
        "held": held,
        "former": [each for each in assignments.order_by("-ended_at", "pk") if each.ended_at],
        "form": form,
        "is_me": somebody == request.user,
        "target": name_of(somebody),
        "factor": rules.can_remove_second_factor(user=somebody, by=request.user),
        "trail": TRAIL,
    }
    return render(request, "accounts/person.html", context)


@requires(Permission.MANAGE_PEOPLE)
def give(request, pk, role):
    somebody = get_object_or_404(User, pk=pk)
    if role not in ROLES:
        raise Http404
    refusal = ""
    try:
        if request.method == "POST":
            actions.give_role(user=somebody, role=role, by=request.user)
            messages.success(request, f"{somebody} is now {ROLES[role].name.lower()}.")
            return redirect("accounts:person", pk)
        rules.check_can_give_role(user=somebody, role=role, by=request.user)
    except Refused as refused:
        refusal = str(refused)
    context = {"person": somebody, "role": ROLES[role], "refusal": refusal, "trail": TRAIL}
    return render(request, "accounts/give_role.html", context)


@requires(Permission.MANAGE_PEOPLE)
def end(request, pk, assignment):
    held = get_object_or_404(
        RoleAssignment.objects.select_related("user"), pk=assignment, user_id=pk
    )
    refusal = ""
    try:
        if request.method == "POST":
            actions.end_role(assignment=held, by=request.user)
            messages.success(request, f"{held.user} is no longer {held.name.lower()}.")
            return redirect("accounts:person", pk)
        rules.check_can_end_role(held)
    except Refused as refused:
        refusal = str(refused)
    context = {
        "assignment": held,
        "role": ROLES[held.role],
        "refusal": refusal,
        "is_me": held.user == request.user,
        "trail": TRAIL,
    }
    return render(request, "accounts/end_role.html", context)


@requires(Permission.MANAGE_PEOPLE)
def second_factor(request, pk):
    """Takes away the second factor of somebody who has lost it."""
    somebody = get_object_or_404(User, pk=pk)
    refusal = ""
    try:
        if request.method == "POST":
            actions.remove_second_factor(user=somebody, by=request.user)
            messages.success(request, f"The second factor of {somebody} is removed.")
            return redirect("accounts:person", pk)
        rules.check_can_remove_second_factor(user=somebody, by=request.user)
    except Refused as refused:
        refusal = str(refused)
    context = {"person": somebody, "refusal": refusal, "trail": TRAIL}
    return render(request, "accounts/remove_second_factor.html", context)
