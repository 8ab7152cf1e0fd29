"""A guard that proves a piece of code never touches the network."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

REACHING_OUT = ("connect", "connect_ex", "sendto", "sendmsg")


class NetworkTouched(AssertionError):
    """Code that must work offline looked up a name or reached for an address."""


@contextmanager
def no_sockets() -> Iterator[None]:
    """Make every look-up and connection raise NetworkTouched, in all threads of this process.

    It raises at the end too if the code swallowed the first one. Local sockets (AF_UNIX) and socket pairs work,
    so an asyncio loop and the Twisted reactor run inside.
    """
    touched: list[NetworkTouched] = []

    def refuse(what: str) -> NetworkTouched:
        touched.append(NetworkTouched(what))
        return touched[-1]

    def guarded(name: str) -> Any:
        real = getattr(socket.socket, name)

        def method(self: socket.socket, *args: Any, **kwargs: Any) -> Any:
            if self.family == socket.AF_UNIX:
                return real(self, *args, **kwargs)
            raise refuse(f"{name} {args}")

        return method

    def look_up(*args: Any, **kwargs: Any) -> Any:
        raise refuse(f"look-up of {args}")

    with ExitStack() as patches:
        for name in REACHING_OUT:
            patches.enter_context(mock.patch.object(socket.socket, name, guarded(name)))
        for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
            patches.enter_context(mock.patch.object(socket, name, look_up))
        yield
    if touched:
        raise touched[0]
