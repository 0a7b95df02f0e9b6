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

import datetime as dt
import logging
import signal
import socket
import sys
import tempfile
import threading
import time
import webbrowser
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

from tracker.door import running
from tracker.door.keys import ADDRESS, LINK_LIFE, PLAIN_HOSTS, Keys
from tracker.door.wire import allow_many_connections, take_port
from tracker.errors import LedgerLocked
from tracker.views.text import _
from tracker.widgets import served
from tracker.widgets.served import House

HERE = Path(__file__).resolve().parent

CONFIG: dict[str, Any] = {
    "server.address": ADDRESS,
    "server.headless": True,
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.xsrfCookieSameSite": "strict",
    "server.enableAgentApi": False,
    "server.enableStaticServing": True,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": 50,
    "server.showEmailPrompt": False,
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
        wire = stack.enter_context(take_port(port))
        if demo:
            from tracker.desk import sample

            folder = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
            served.configure(House(sample.write(Path(folder), as_of), as_of, sample=True))
        else:
            served.configure(House(ledger, as_of))
        stack.callback(served.configure, House())
        shows = _place()  # a ledger that cannot be opened is said here, in the terminal
        _serve(wire, browser, "the sample" if demo else shows)
    return 0


def explore(folder: Path, *, port: int | None = None, browser: bool = True) -> int:
    """Serve one page on a release until it is stopped; no ledger is opened or made. The exit code.

    Raises NotFound and InputError for what is not a release, Refused where the asked-for port is taken.
    """
    from tracker.desk.releases import open_release

    open_release(folder)  # what cannot be trusted is said here, in the terminal
    with ExitStack() as stack:
        wire = stack.enter_context(take_port(port))
        served.configure(House(release=folder))
        stack.callback(served.configure, House())
        _serve(wire, browser, str(folder))
    return 0


def _serve(wire: socket.socket, browser: bool, shows: str) -> None:
    """Print the link, then load what answers it: the socket listens already, an early browser waits."""
    allow_many_connections()
    keys = Keys(wire.getsockname()[1])
    with ExitStack() as stack, suppress(KeyboardInterrupt):
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, _interrupted)  # what is left for others to find is cleared, as at Ctrl+C
        word = stack.enter_context(running.announced(keys.port, shows)).stop_word
        served.let_in_by(keys)
        served.watch()
        stack.callback(served.let_in_by, None)
        runs = _("The tracker runs at {link}").format(link=keys.link())
        once = _("The link works once, within ten minutes. Ctrl+C or `tracker app --stop` stops the tracker.")
        print(f"{runs}\n{once}", flush=True)
        if browser:
            _open(stack, keys)
        _answer(wire, keys, word)
    print(_("The tracker has stopped."), flush=True)


def _place() -> str:
    """Where the ledger is that is served; one that is locked asks for its passphrase on a page."""
    try:
        return str(served.desk().path or "a server")
    except LedgerLocked as locked:
        return str(locked.where)


def _interrupted(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _open(stack: ExitStack, keys: Keys) -> None:
    """Open the browser on a file of ours; it goes once the link is too old, was used, or the tracker stops."""
    page = running.opening_file(keys.link())
    stack.callback(page.unlink, missing_ok=True)
    keys.at_swap = lambda: page.unlink(missing_ok=True)
    late = threading.Timer(LINK_LIFE, page.unlink, kwargs={"missing_ok": True})
    late.daemon = True
    late.start()
    threading.Thread(target=webbrowser.open, args=[page.as_uri()], daemon=True).start()


def _answer(wire: socket.socket, keys: Keys, stop_word: str) -> None:
    import streamlit as st
    from starlette.middleware import Middleware
    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.web.server.starlette import starlette_server

    from tracker.door.guard import Guard
    from tracker.door.pages import content_policy
    from tracker.door.patience import LARGEST_HEAD, ImpatientProtocol

    # Unset, the first address opened after a start runs its file in pages/ alone, without the frame around it
    PagesManager.uses_pages_directory = False
    # Streamlit would take the port only once it is loaded, seconds after we chose it: it is handed ours.
    starlette_server._bind_socket = lambda address, port, backlog: wire
    options = starlette_server._get_uvicorn_config_kwargs
    patient = {"http": ImpatientProtocol, "h11_max_incomplete_event_size": LARGEST_HEAD}
    starlette_server._get_uvicorn_config_kwargs = lambda: options() | patient

    @asynccontextmanager
    async def lifespan(_: object) -> AsyncIterator[dict[str, Any]]:
        threading.Thread(target=_warm, daemon=True).start()
        threading.Thread(target=served.rest_when_quiet, daemon=True).start()
        yield {}

    logging.disable(logging.WARNING)
    sys.argv = [str(HERE / "app.py")]  # App.run looks for .streamlit/config.toml beside this
    guard = Middleware(Guard, keys=keys, policy=content_policy(), stop_word=stop_word, at_stop=_stop)
    app = st.App(HERE / "app.py", lifespan=lifespan, middleware=[guard], on_script_error=_script_error)
    app.run(
        config={
            **CONFIG,
            "server.port": keys.port,
            "server.allowedHosts": [*PLAIN_HOSTS, keys.named_host],
            "browser.serverAddress": keys.named_host,
            "browser.serverPort": keys.port,
        }
    )


def _stop() -> None:
    """End the server as Ctrl+C does."""
    signal.raise_signal(signal.SIGINT)


def _script_error(error: Exception) -> bool:
    from tracker.widgets.frame import show_failure

    show_failure(error)
    return True


WARM_FIRST = (
    "tracker.desk.session", "pandas", "pyarrow", "babel.numbers", "tracker.desk.lately", "tracker.analysis.lately",
)  # fmt: skip
WARM_LATER = ("plotly.graph_objects",)
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
