"""Being told when money is on offer, and being left in peace."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from civilsociety.accounts.access import public
from civilsociety.ui import clock
from civilsociety.ui.limits import limited
from funding.actions import programmes as actions
from funding.forms.programmes.alerts import AlertsForm
from funding.models import Subscription
from funding.views.programmes.shared import TRAIL


@public
@require_http_methods(["GET", "HEAD", "POST"])
@limited("funding-alerts", "20/h")
def ask(request):
    """Takes an address and mails a link to it."""
    posted = request.POST if request.method == "POST" else None
    form = AlertsForm(posted, initial={"programme": request.GET.get("programme", "")})
    if posted is not None and form.is_valid():
        actions.subscribe(now=clock.now(), **form.cleaned_data)
        return redirect("funding:alerts_asked")
    context = {"form": form, "trail": TRAIL}
    return render(request, "funding/programmes/alerts.html", context)


@public
@require_safe
def asked_for(request):
    """Says what happens next; the same whether or not the address was known."""
    return render(request, "funding/programmes/alerts_asked.html", {"trail": TRAIL})


@public
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token):
    """Begins the alerts; asks first, because mail scanners follow links."""
    subscription = _subscription_or_404(token)
    if request.method == "POST":
        subscription = actions.confirm_subscription(subscription=subscription, now=clock.now())
    context = {"subscription": subscription, "trail": TRAIL}
    return render(request, "funding/programmes/alerts_confirm.html", context)


# A mail program that unsubscribes with one press (RFC 8058) has no token of a form; the secret
# in the address is what proves who asks.
@public
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, token):
    """Ends the alerts and erases the address; asks first, unless it is posted."""
    subscription = _subscription_or_404(token)
    if request.method == "POST":
        subscription = actions.unsubscribe(subscription=subscription, now=clock.now())
    context = {"subscription": subscription, "trail": TRAIL}
    return render(request, "funding/programmes/alerts_stop.html", context)


def _subscription_or_404(token):
    found = Subscription.objects.select_related("programme").filter(token=token[:64]).first()
    if found is None or "\0" in token:
        raise Http404
    return found
