"""The links and windows of one run of the server: a link lets one browser in, once, within ten minutes."""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

ADDRESS = "127.0.0.1"
PLAIN_HOSTS = (ADDRESS, "localhost")
LINK_LIFE = 600.0
"""Seconds for which a link is good."""

Clock: TypeAlias = Callable[[], float]


@dataclass(slots=True, eq=False)
class Window:
    """A browser that was let in: its secret, the host name under which it knows us, and when it was here.

    `ended` are called once, when the window is ended from elsewhere: its open connections close themselves.
    """

    secret: str
    host: str
    program: str
    opened: dt.datetime
    seen: dt.datetime
    ended: set[Callable[[], None]] = field(default_factory=set)


class Keys:
    """The links and windows of one run.

    Cookies do not know ports, so whatever else serves pages on this machine could read one of 127.0.0.1. The run has
    a host name of its own, `tracker-RANDOM.localhost`: a cookie of it goes to no other server. Browsers that do not
    know such names come in by the plain address; a cookie is good only under the host that it was given for.
    """

    def __init__(self, port: int, clock: Clock = time.monotonic) -> None:
        self.port = port
        self.named_host = f"tracker-{secrets.token_hex(5)}.localhost"
        self.cookie = f"tracker_{port}"
        self._clock = clock
        self._links: dict[str, tuple[float, Window | None]] = {}
        self._windows: list[Window] = []
        self._token = self._new_link()
        self._let_in_at = float("-inf")
        self._lock = threading.RLock()
        self.at_swap: Callable[[], object] = lambda: None
        """Called when somebody has come in."""

    # --- links

    def link(self) -> str:
        """The address that lets its first visitor in."""
        return f"http://{ADDRESS}:{self.port}/?token={self._token}"

    @property
    def named(self) -> str:
        """The origin of the run's own host name."""
        return f"http://{self.named_host}:{self.port}"

    def origins(self) -> set[str]:
        return {f"http://{host}:{self.port}" for host in (*PLAIN_HOSTS, self.named_host)}

    def _new_link(self) -> str:
        token = secrets.token_urlsafe(24)
        self._links[token] = (self._clock(), None)
        return token

    def _find(self, token: str) -> str | None:
        """The link's own token, looked up in constant time."""
        return next((own for own in self._links if hmac.compare_digest(own.encode(), token.encode())), None)

    def is_good(self, token: str) -> bool:
        """Whether a link would let somebody in now."""
        with self._lock:
            own = self._find(token)
            return own is not None and self._is_open(own)

    def _is_open(self, token: str) -> bool:
        made, window = self._links[token]
        return window is None and self._clock() - made < LINK_LIFE

    def was_used(self, token: str) -> bool:
        """Whether a browser came in by this link."""
        with self._lock:
            own = self._find(token)
            return own is not None and self._links[own][1] is not None

    def swap(self, token: str, host: str = ADDRESS, program: str = "") -> str | None:
        """The Set-Cookie value for a good token, which is dead from then on; None for any other."""
        with self._lock:
            own = self._find(token)
            if own is None or not self._is_open(own):
                return None
            now = _now()
            window = Window(secrets.token_urlsafe(32), host, program, now, now)
            self._links[own] = (self._links[own][0], window)
            self._windows.append(window)
            self._let_in_at = self._clock()
        self.at_swap()
        return f"{self.cookie}={window.secret}; Path=/; HttpOnly; SameSite=Strict"

    def just_let_in(self) -> bool:
        """Whether somebody came in within the last ten seconds."""
        return self._clock() - self._let_in_at < 10

    def used_twice(self, token: str) -> None:
        """A link was opened in a second place: whichever of the two was not its owner's, neither stays in."""
        with self._lock:
            own = self._find(token)
            window = self._links.pop(own)[1] if own is not None else None
            if window is None:
                return
            self.end(window)
            self._token = self._new_link()
        print(
            "The link was opened a second time, in another browser or by another program. Both are locked out now; "
            f"what is stored is untouched. A new link: {self.link()}",
            flush=True,
        )

    def knock(self) -> None:
        """Somebody without a key asked for a page: print a fresh link if the last one is used up or too old."""
        with self._lock:
            if self._token in self._links and self._is_open(self._token):
                return
            self._token = self._new_link()
        print(f"A browser without a key asked for the tracker. A new link: {self.link()}", flush=True)

    # --- windows

    def window(self, cookies: Sequence[str], host: str) -> Window | None:
        """The window that a request's Cookie headers belong to.

        The headers are split at their semicolons and nothing more: whatever other programs of this machine have left
        beside our cookie, and under its name, is passed over.
        """
        given = [value.encode() for value in cookie_values(cookies, self.cookie)]
        for window in self._windows:
            if window.host == host and any(hmac.compare_digest(window.secret.encode(), v) for v in given):
                window.seen = _now()
                return window
        return None

    def windows(self) -> tuple[Window, ...]:
        """All windows that are let in, the latest first."""
        with self._lock:
            return tuple(reversed(self._windows))

    def end(self, window: Window) -> None:
        """Let a window in no more, and close its connections. One that has ended already stays so."""
        with self._lock:
            if window not in self._windows:
                return
            self._windows.remove(window)
        for close in tuple(window.ended):
            close()


def cookie_values(headers: Sequence[str], name: str) -> list[str]:
    """All values under a name in some Cookie headers, in their order.

    >>> cookie_values(["a=1; tracker_8501=x", 'b="; tracker_8501=y'], "tracker_8501")
    ['x', 'y']
    """
    parts = (part.strip().partition("=") for header in headers for part in header.split(";"))
    return [value.strip() for key, _, value in parts if key.strip() == name]


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
