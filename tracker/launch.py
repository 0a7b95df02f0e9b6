"""Starts the app: a server on this machine only, behind a key, under a strict content policy.

    browser ── Guard ── Streamlit ── app.py
               │ Host and Origin are ours, else 403
               │ ?token=… once ──303──> cookie; no cookie: 403, whatever the path, the websocket too
               └ policy headers on every answer

Who starts the tracker gets a link with a token. The first browser that opens it swaps the token for a
cookie that scripts cannot read and other sites cannot send. A link that was used is worth nothing; when
someone without the cookie knocks afterwards, a fresh link is printed where the tracker was started, so a
worker who closed the browser is never locked out, and nobody else on the machine gets in.
"""

from __future__ import annotations

import base64
import datetime as dt
import errno
import hashlib
import hmac
import logging
import re
import secrets
import socket
import sys
import tempfile
import threading
import time
import webbrowser
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping, Sequence
from contextlib import ExitStack, asynccontextmanager, suppress
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from tracker.errors import Refused
from tracker.widgets import served
from tracker.widgets.served import House

HERE = Path(__file__).resolve().parent
ADDRESS = "127.0.0.1"
FIRST_PORT = 8501
PORTS_TRIED = 50
HOSTS = (ADDRESS, "localhost")

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]
Headers = Sequence[tuple[bytes, bytes]]

CONFIG: dict[str, Any] = {
    "server.address": ADDRESS,
    "server.headless": True,
    "server.allowedHosts": list(HOSTS),
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.xsrfCookieSameSite": "strict",
    "server.enableAgentApi": False,
    "server.enableStaticServing": True,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": 50,
    "server.showEmailPrompt": False,
    "browser.serverAddress": ADDRESS,
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.disableDataExport": True,  # ours are below each table: they neutralise formulas and go by the reader
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "global.developmentMode": False,
    "logger.hideWelcomeMessage": True,
    "logger.level": "error",
    "runner.magicEnabled": False,
    "runner.postScriptGC": False,
}
"""Said here and not in a file: these hold whatever configuration is in the worker's own folders."""


def run(
    *,
    ledger: str | Path | None = None,
    port: int | None = None,
    browser: bool = True,
    demo: bool = False,
    as_of: dt.date | None = None,
) -> int:
    """Serve the app until it is stopped; the exit code.

    `ledger` None: the usual place. `port` None: 8501 or the next free one. `demo`: a throw-away sample
    ledger instead of the worker's own. Raises LedgerError if the ledger cannot be opened, Refused where
    the asked-for port is taken.
    """
    with ExitStack() as stack:
        wire = stack.enter_context(_take_port(port))
        if demo:
            folder = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
            served.configure(House(_sample_ledger(Path(folder), as_of), as_of, sample=True))
        else:
            served.configure(House(ledger, as_of))
        stack.callback(served.configure, House())
        served.desk()  # a ledger that cannot be opened is said here, in the terminal
        _serve(wire, browser)
    return 0


def explore(folder: Path, *, port: int | None = None, browser: bool = True) -> int:
    """Serve one page on a release until it is stopped; no ledger is opened or made. The exit code.

    Raises NotFound and InputError for what is not a release, Refused where the asked-for port is taken.
    """
    from tracker.desk.releases import open_release

    open_release(folder)  # what cannot be trusted is said here, in the terminal
    with ExitStack() as stack:
        wire = stack.enter_context(_take_port(port))
        served.configure(House(release=folder))
        stack.callback(served.configure, House())
        _serve(wire, browser)
    return 0


def _serve(wire: socket.socket, browser: bool) -> None:
    import streamlit as st
    from starlette.middleware import Middleware
    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.web.server.starlette import starlette_server

    # Unset, the first address opened after a start runs its file in pages/ alone, without the frame around it
    PagesManager.uses_pages_directory = False
    # Streamlit would take the port only once it is loaded, seconds after we chose it: it is handed ours.
    starlette_server._bind_socket = lambda address, port, backlog: wire
    port: int = wire.getsockname()[1]
    door = Door(port)

    @asynccontextmanager
    async def lifespan(_: object) -> AsyncIterator[dict[str, Any]]:
        threading.Thread(target=_warm, daemon=True).start()
        link = door.link()
        print(f"The tracker runs at {link}\nThe link works once. Ctrl+C stops the tracker.", flush=True)
        if browser:
            threading.Timer(0.3, webbrowser.open, [link]).start()
        yield {}

    logging.disable(logging.WARNING)
    sys.argv = [str(HERE / "app.py")]  # App.run looks for .streamlit/config.toml beside this
    app = st.App(
        HERE / "app.py",
        lifespan=lifespan,
        middleware=[Middleware(Guard, door=door, policy=content_policy())],
        on_script_error=_script_error,
    )
    # an interrupt that comes while the server is just starting ends it without one here
    with suppress(KeyboardInterrupt):
        app.run(config={**CONFIG, "server.port": port, "browser.serverPort": port})
    print("The tracker has stopped.", flush=True)


def _script_error(error: Exception) -> bool:
    from tracker.widgets.frame import show_failure

    show_failure(error)
    return True


WARM_FIRST = (
    "tracker.desk.session", "pandas", "pyarrow", "babel.numbers", "tracker.desk.lately", "tracker.analysis.lately",
)  # fmt: skip
WARM_LATER = ("plotly.graph_objects", "scipy.special")
QUIET = 5.0
"""Seconds without another page before these are loaded: the browser has drawn the last one by then, however slow."""


def _warm() -> None:
    """Load what the pages need while the browser is still opening; keep it out of garbage collection.

    What only pictures need comes once a page was shown and no other followed, so that it does not compete with one.
    """
    import gc
    import importlib

    for name in WARM_FIRST:
        importlib.import_module(name)
    served.page_shown.wait()
    while served.page_shown.is_set():
        served.page_shown.clear()
        time.sleep(QUIET)
    for name in WARM_LATER:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()  # Streamlit collects garbage after each script run: cheap only while there is little to look at


def _take_port(wanted: int | None) -> socket.socket:
    """A listening socket on the asked-for port, or on the first free one from 8501 on.

    It listens at once: between a look at a port and its use another tracker could take it, and a browser
    that comes early waits instead of being turned away.
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
            raise Refused(f"{port} is not a port.", hint="Give one from 1024 to 65535.") from error
        except OSError as error:
            wire.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    raise Refused(
        f"Port {wanted} is taken by another program.",
        hint="Leave --port out to take the next free one.",
    )


def _sample_ledger(folder: Path, as_of: dt.date | None) -> Path:
    """A ledger of an invented worker, up to `as_of` or today."""
    from tracker.desk import entry
    from tracker.desk.session import Desk
    from tracker.sample import generate

    path = folder / "sample.db"
    with Desk.open(path, who="sample", clock=lambda: dt.datetime.now(dt.UTC)) as desk:
        made = generate(as_of=as_of or desk.today())
        entry.save_settings(desk, made.settings)
        entry.add(desk, made.records, kind="sample", summary="Sample ledger")
    return path


# --- who may come in -----------------------------------------------------------------------------------


class Door:
    """The token and the cookie of one run of the server.

    The token is good for one swap. `knock` makes and prints a new link once the last one was used: only
    who sees the terminal can read it.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookie = f"tracker_{port}"  # cookies do not know ports: two trackers must not share one
        self._session = secrets.token_urlsafe(32)
        self._token: str | None = secrets.token_urlsafe(24)
        self._swapped_at = float("-inf")
        self._lock = threading.Lock()

    def link(self) -> str:
        """The address that lets its first visitor in."""
        return f"http://{ADDRESS}:{self.port}/?token={self._token}"

    def origins(self) -> set[str]:
        return {f"http://{host}:{self.port}" for host in HOSTS}

    def swap(self, token: str) -> str | None:
        """The Set-Cookie value for the good token, which is dead from then on; None for any other."""
        with self._lock:
            if self._token is None or not hmac.compare_digest(self._token.encode(), token.encode()):
                return None
            self._token, self._swapped_at = None, time.monotonic()
        return f"{self.cookie}={self._session}; Path=/; HttpOnly; SameSite=Strict"

    def just_swapped(self) -> bool:
        """Whether somebody came in within the last ten seconds."""
        return time.monotonic() - self._swapped_at < 10

    def knows(self, cookies: str) -> bool:
        """Whether a Cookie header holds this run's cookie."""
        try:
            found = SimpleCookie(cookies).get(self.cookie)
        except CookieError:
            return False
        return found is not None and hmac.compare_digest(found.value.encode(), self._session.encode())

    def knock(self) -> None:
        """Somebody without the cookie asked for a page: print a fresh link if the last one is used up."""
        with self._lock:
            if self._token is not None:
                return
            self._token = secrets.token_urlsafe(24)
        print(f"A browser without a key asked for the tracker. A new link: {self.link()}", flush=True)


class Guard:
    """ASGI middleware before everything else: who asks, from where, and what the answer may do.

    `app` is the wrapped application, `door` the key, `policy` the content security policy.
    """

    def __init__(self, app: App, door: Door, policy: str) -> None:
        self.app, self.door = app, door
        self.headers = [
            (b"content-security-policy", policy.encode()),
            (b"referrer-policy", b"no-referrer"),
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"DENY"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"cross-origin-resource-policy", b"same-origin"),
        ]

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        if not self._from_here(headers):
            await self._refuse(scope, receive, send, FOREIGN)
        elif self.door.knows(headers.get("cookie", "")):
            await self._let_in(scope, receive, send)
        elif cookie := self._swapped(scope, headers):
            await self._answer(send, 303, b"", [(b"location", b"/"), (b"set-cookie", cookie.encode())])
        elif self.door.just_swapped() and headers.get("sec-fetch-site") in ("cross-site", "same-site"):
            # The link was clicked on another site's page: the browser holds the cookie back until a page
            # of ours asks. A reload from here is that.
            await self._refuse(scope, receive, send, NO_KEY, [(b"refresh", b"0; url=/")])
        else:
            if _opens_page(scope, headers):
                self.door.knock()
            await self._refuse(scope, receive, send, NO_KEY)

    def _from_here(self, headers: dict[str, str]) -> bool:
        """Host is this server by name, Origin (if there is one) exactly this server."""
        origin = headers.get("origin")
        ours = self.door.origins()
        return f"http://{headers.get('host', '').lower()}" in ours and (origin is None or origin in ours)

    def _swapped(self, scope: Message, headers: dict[str, str]) -> str | None:
        """The cookie for a first visit with the token. A prefetch does not use the token up."""
        if scope["type"] != "http" or scope["path"] != "/" or not _opens_page(scope, headers):
            return None
        token = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        return self.door.swap(token)

    async def _let_in(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and b"token=" in scope["query_string"]:
            # The old link again, in the browser that used it: on to the clean address.
            await self._answer(send, 303, b"", [(b"location", b"/")])
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *self.headers]
            await send(message)

        await self.app(scope, receive, with_headers)

    async def _refuse(self, scope: Message, receive: Receive, send: Send, page: bytes, extra: Headers = ()) -> None:
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 4403})  # before accept: the client sees 403
            return
        await self._answer(send, 403, page, [(b"content-type", b"text/html; charset=utf-8"), *extra])

    async def _answer(self, send: Send, status: int, body: bytes, extra: Headers) -> None:
        length = (b"content-length", str(len(body)).encode())
        plain = [length, (b"cache-control", b"no-store"), *extra, *self.headers]
        await send({"type": "http.response.start", "status": status, "headers": plain})
        await send({"type": "http.response.body", "body": body})


def _opens_page(scope: Message, headers: dict[str, str]) -> bool:
    """A person opening the address, as far as the request tells: no prefetch, no picture, no script."""
    ahead = "prefetch" in (headers.get("sec-purpose", "") + headers.get("purpose", "") + headers.get("x-moz", ""))
    mode = headers.get("sec-fetch-mode", "navigate")
    return scope["type"] == "http" and scope["method"] == "GET" and mode == "navigate" and not ahead


def _page(title: str, *lines: str) -> bytes:
    text = "".join(f"<p>{line}</p>" for line in lines)
    style = "font: 18px/1.6 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1.25rem"
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme"'
    return (
        f'<!doctype html><html lang="en"><head>{head} content="light dark"><title>{title}</title></head>'
        f'<body style="{style}"><main><h1 style="font-size: 1.5em">{title}</h1>{text}</main></body></html>'
    ).encode()


NO_KEY = _page(
    "This browser has no key to the tracker",
    "The link that the tracker prints when it starts lets one browser in, once.",
    "Look at the window where the tracker was started: a new link is there now. "
    "If that window is gone, start it again with <code>tracker app</code>.",
)
FOREIGN = _page(
    "The tracker answers only to this machine",
    "Open the link that is in the window where the tracker was started.",
)


def content_policy() -> str:
    """The content security policy: everything from this server, no script but Streamlit's own.

    Streamlit's page has a few lines of script in it; they are allowed by their hash, read off the
    installed page.
    """
    import streamlit

    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    inline = re.findall(r"<script>(.*?)</script>", page, re.S)
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in inline
    )
    return (
        f"default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
