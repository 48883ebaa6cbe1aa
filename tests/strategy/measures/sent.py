"""Pages as a reader gets them, forms as a person sends them."""

from datetime import date

PUBLIC = "/strategy/civil-society"
DESK = "/officers/strategy/civil-society"


def text(client, address, status=200, **data):
    answer = client.get(address, **data)
    assert answer.status_code == status
    return answer.content.decode()


def dated(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def form_of(client, address):
    """What the form of a page would send as it stands."""
    form = client.get(address).context["form"]
    sent = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, date):
            sent |= dated(bound.html_name, value)
        elif value is not None:
            sent[bound.html_name] = value
    return sent
