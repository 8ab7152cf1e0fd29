"""The guard against network use."""

import asyncio
import contextlib
import socket
import urllib.request
from typing import Any

import pytest

from tests.support.sockets import NetworkTouched, no_sockets


@pytest.mark.parametrize(
    "reach",
    [
        lambda: socket.create_connection(("127.0.0.1", 9)),
        lambda: socket.getaddrinfo("poroscelebes.com", 80),
        lambda: urllib.request.urlopen("http://127.0.0.1:9/"),
    ],
)
def test_no_sockets_refuses_the_network(reach: Any) -> None:
    with pytest.raises(NetworkTouched), no_sockets():
        reach()


def test_no_sockets_also_tells_of_an_attempt_that_was_swallowed() -> None:
    with pytest.raises(NetworkTouched), no_sockets(), contextlib.suppress(NetworkTouched):
        socket.gethostbyname("poroscelebes.com")


def test_no_sockets_lets_the_event_loop_run_and_ends_with_the_block() -> None:
    with no_sockets():
        assert asyncio.run(asyncio.sleep(0, "done")) == "done"
        left, right = socket.socketpair()
        left.sendall(b"x")
        assert right.recv(1) == b"x"
        left.close()
        right.close()
    assert socket.getaddrinfo("127.0.0.1", 80)
