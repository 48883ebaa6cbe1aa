"""Access decorators: every view wears exactly one.

A stranger gets 404 on an officers' page, because its existence is nobody's business;
a person who is signed in without the right gets 403 with a sentence.
"""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required, login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404

PUBLIC = "public"
SIGNED_IN = "signed in"
DEMONSTRATION = "demonstration only"


def declare(view, access):
    """Writes the declared access on the view, for the test that walks every URL."""
    view.access = access
    return view


def public(view):
    """Anyone may open this page."""
    return declare(login_not_required(view), PUBLIC)


def signed_in(view):
    """Anyone who has signed in may open this page."""
    return declare(login_required(view), SIGNED_IN)


def requires(*permissions):
    """Only people one of whose roles allows one of `permissions` may open this page."""

    def decorator(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                raise Http404
            if not any(request.user.may(permission) for permission in permissions):
                raise PermissionDenied("Your account does not have the role this page needs.")
            return view(request, *args, **kwargs)

        return declare(login_not_required(guarded), frozenset(permissions))

    return decorator


def demonstration_only(view):
    """Anyone may open this page of the demonstration; elsewhere it does not exist."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not settings.DEMONSTRATION:
            raise Http404
        return view(request, *args, **kwargs)

    return declare(login_not_required(guarded), DEMONSTRATION)
