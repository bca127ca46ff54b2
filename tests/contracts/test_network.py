"""No test depends on a network, and none can reach one."""

import socket

import pytest


def test_a_connection_to_another_machine_is_refused() -> None:
    with (
        socket.socket() as outside,
        pytest.raises(RuntimeError, match="reached for the network"),
    ):
        outside.connect(("192.0.2.1", 80))


def test_a_connection_to_this_machine_is_let_be() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()
