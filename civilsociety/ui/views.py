"""Pages for when something is in the way."""

from django.http import HttpResponse


def csrf_failure(request, reason=""):
    return HttpResponse("403", status=403)
