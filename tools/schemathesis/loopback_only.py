"""Keeps the fuzzer on this machine: whatever it stands on, it connects to loopback and nowhere else."""

import sys

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def refuse_others(event, arguments):
    if event == "socket.connect":
        address = arguments[1]
        # A path is a socket of this machine.
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise PermissionError(f"The fuzzer may not leave this machine: {address[0]}")
    elif event == "socket.getaddrinfo" and arguments[0] not in LOOPBACK:
        raise PermissionError(f"The fuzzer may not leave this machine: {arguments[0]}")


sys.addaudithook(refuse_others)
