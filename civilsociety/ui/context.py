"""What every page knows about the service it belongs to."""

from django.conf import settings


def service(request):
    """Names and contacts for the page's frame."""
    return {
        "service_name": settings.SERVICE_NAME,
        "council_name": settings.COUNCIL_NAME,
        "contact_email": settings.CONTACT_EMAIL,
        "contact_phone": settings.CONTACT_PHONE,
        "demonstration": settings.DEMONSTRATION,
    }
