"""The demonstration as a newcomer walks through it: no link leads nowhere."""

import re

import pytest
from django.test import Client

LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#]+)', re.DOTALL)


def walk(client, start, most=400):
    """(address, status, where the link stands) of everything reachable by links from `start`."""
    waiting, seen = [(start, "the start")], {start}
    while waiting:
        address, source = waiting.pop(0)
        answer = client.get(address, follow=True)
        yield address, answer.status_code, source
        if answer.streaming or "html" not in answer.headers.get("Content-Type", ""):
            continue
        for link in LINK.findall(answer.content.decode()):
            link = link.replace("&amp;", "&")
            if link.startswith("?"):
                link = address.partition("?")[0] + link
            if link.startswith("/") and link not in seen and len(seen) < most:
                seen.add(link)
                waiting.append((link, address))


@pytest.mark.parametrize("role", [None, "consultation_officer", "administrator"])
def test_demonstration_has_no_dead_link(role, demonstration, make_person):
    client = Client(raise_request_exception=False)
    if role:
        client.force_login(make_person("Newcomer", role))
    dead = [
        f"{address} answers {status} (linked from {source})"
        for address, status, source in walk(client, "/")
        if status >= 400
    ]
    assert not dead, "\n".join(dead)
