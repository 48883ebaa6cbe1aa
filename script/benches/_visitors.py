"""Visitors: each opens the form as somebody new, sends it, and begins again."""

import re
import socket
import time
from dataclasses import dataclass, field
from multiprocessing import Process, Queue
from urllib.parse import urlencode

HIDDEN = re.compile(rb'<input type="hidden" name="([^"]+)" value="([^"]*)"')
COOKIE = re.compile(rb"[Ss]et-[Cc]ookie: (csrftoken=[^;]+)")


@dataclass
class Target:
    """One server: where its form is, and forms filled in with its own names."""

    name: str
    port: int
    path: str
    bodies: list = field(repr=False)


def visits(target, seconds, count=8):
    """How many visits (page opened, answers stored) `count` visitors make in a second."""
    results = Queue()
    crew = [Process(target=_visit, args=(target, seconds, seed, results)) for seed in range(count)]
    for visitor in crew:
        visitor.start()
    made = [results.get(timeout=seconds * 4 + 30) for _ in crew]
    for visitor in crew:
        visitor.join()
    if any(isinstance(each, str) for each in made):
        raise RuntimeError(f"{target.name}: {next(m for m in made if isinstance(m, str))}")
    return sum(number / took for number, took in made)


def _visit(target, seconds, seed, results):
    try:
        results.put(_visit_until(target, seconds, seed))
    except Exception as error:
        results.put(f"{type(error).__name__}: {error}")


def _visit_until(target, seconds, seed):
    line = _Line(target.port)
    number, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        body = target.bodies[(seed * 31 + number) % len(target.bodies)]
        _one(line, target.path.encode(), body)
        number += 1
    return number, time.perf_counter() - began


def _one(line, path, body):
    head, page = line.ask(b"GET " + path + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    _expect(head, b"200", page)
    cookie = COOKIE.search(head).group(1)
    hidden = urlencode(HIDDEN.findall(page)).encode()
    body = hidden + b"&" + body
    head, page = line.ask(
        b"POST " + path + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + cookie
        + b"\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
        + str(len(body)).encode() + b"\r\n\r\n" + body
    )  # fmt: skip
    _expect(head, b"302", page)


def _expect(head, status, page):
    if head[9:12] != status:
        raise RuntimeError(f"{head[:400].decode()}\n{page[:2000].decode()}")


class _Line:
    """A kept connection, with as little Python as will do: it shares the processors."""

    def __init__(self, port):
        self.port = port
        self.socket = None

    def ask(self, request):
        for _ in range(2):
            if self.socket is None:
                self.socket = socket.create_connection(("127.0.0.1", self.port))
            self.socket.sendall(request)
            answer = self._read()
            if answer:
                return answer
            self.socket = None
        raise RuntimeError("The server closed the connection twice.")

    def _read(self):
        data = b""
        while b"\r\n\r\n" not in data:
            if not (more := self.socket.recv(65536)):
                return None
            data += more
        head, _, rest = data.partition(b"\r\n\r\n")
        lower = head.lower()
        if b"content-length:" in lower:
            length = int(lower.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
            while len(rest) < length:
                rest += self.socket.recv(65536)
        elif b"chunked" in lower:
            while not rest.endswith(b"0\r\n\r\n"):
                rest += self.socket.recv(65536)
        if b"connection: close" in lower:
            self.socket.close()
            self.socket = None
        return head, rest
