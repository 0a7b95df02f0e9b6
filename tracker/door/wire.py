"""The socket that the app listens on."""

from __future__ import annotations

import errno
import socket
import sys
from contextlib import suppress

from tracker.door.keys import ADDRESS
from tracker.errors import Refused
from tracker.say import Word

FIRST_PORT = 8501
PORTS_TRIED = 50


def take_port(wanted: int | None) -> socket.socket:
    """A listening socket on the asked-for port, or on the first free one from 8501 on.

    It listens at once: between a look at a port and its use another tracker could take it, and a browser
    that comes early waits instead of being turned away. Raises Refused.
    """
    for port in [wanted] if wanted is not None else [*range(FIRST_PORT, FIRST_PORT + PORTS_TRIED), 0]:
        wire = socket.socket()
        try:
            if sys.platform != "win32":  # there it would share a port that is in use
                wire.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            wire.bind((ADDRESS, port))
            wire.listen(128)
            wire.setblocking(False)
            return wire
        except OverflowError as error:
            wire.close()
            raise Refused("{port} is not a port.", hint="Give one from 1024 to 65535.", port=Word(port)) from error
        except OSError as error:
            wire.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    raise Refused(
        "Port {wanted} is taken by another program.",
        hint="Leave --port out to take the next free one.",
        wanted=Word(wanted),
    )


def allow_many_connections() -> None:
    """Raise this process's bound on open files as far as the system lets it: each connection is one."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = 4096 if hard == resource.RLIM_INFINITY else min(hard, 4096)
        soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        if soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
