"""ASGI middleware before everything else: who asks, from where, and what the answer may do."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable, Callable, Iterable, MutableMapping, Sequence
from typing import Any, TypeAlias
from urllib.parse import parse_qs

from tracker.door.keys import PLAIN_HOSTS, Keys, Window
from tracker.door.pages import FOREIGN, NO_KEY, TOO_LARGE, TWICE, bounce, bounce_policy

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
App: TypeAlias = Callable[[Message, Receive, Send], Awaitable[None]]
Pairs: TypeAlias = Sequence[tuple[bytes, bytes]]

LARGEST_BODY = 60 * 1024 * 1024
"""Bytes of a request: the largest file that may be dropped, and what is sent around it."""
SLOWEST = 20.0
"""Seconds without another piece of a body after which a request is over."""


class Asked:
    """A request: its headers by name, repeated ones joined as the protocol has it, and all its cookies."""

    def __init__(self, scope: Message) -> None:
        self.scope = scope
        self.headers: dict[str, str] = {}
        self.cookies: list[str] = []
        for key, value in scope["headers"]:
            name, text = key.decode("latin-1").lower(), value.decode("latin-1")
            if name == "cookie":
                self.cookies.append(text)
            self.headers[name] = text

    @property
    def host(self) -> str:
        """The host of the address, without its port."""
        return self.headers.get("host", "").lower().rpartition(":")[0]

    @property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(self.scope["query_string"].decode("latin-1"))

    @property
    def token(self) -> str:
        return self.query.get("token", [""])[0] if self.scope["path"] == "/" else ""

    def opens_page(self) -> bool:
        """A person opening the address, as far as the request tells: no prefetch, no picture, no script."""
        said = (self.headers.get(name, "") for name in ("sec-purpose", "purpose", "x-moz"))
        mode = self.headers.get("sec-fetch-mode", "navigate")
        plain = self.scope["type"] == "http" and self.scope["method"] == "GET" and mode == "navigate"
        return plain and not any("prefetch" in text for text in said)

    def may_move(self) -> bool:
        """A browser at the plain address that has not tried the run's own host name yet."""
        return self.host in PLAIN_HOSTS and "sec-fetch-mode" in self.headers and "here" not in self.query


class Guard:
    """The wrapped application `app` behind `keys`, under the content security policy `policy`.

    `at_stop` is called for a request to `/stop` that has the word `stop_word`; None: there is no such door.
    """

    def __init__(
        self,
        app: App,
        keys: Keys,
        policy: str,
        stop_word: str | None = None,
        at_stop: Callable[[], None] = lambda: None,
    ) -> None:
        self.app, self.keys, self.policy = app, keys, policy
        self._stop_word, self._at_stop = stop_word, at_stop

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        asked = Asked(scope)
        if not self._from_here(asked):
            await self._refuse(asked, receive, send, FOREIGN)
        elif window := self.keys.window(asked.cookies, asked.host):
            await self._let_in(asked, window, receive, send)
        elif self._is_stop(asked):
            await self._answer(send, 204, b"", [])
            self._at_stop()
        elif asked.opens_page():
            await self._open(asked, receive, send)
        elif scope["type"] == "http" and scope["path"] == "/here":
            await self._answer(send, 204, b"", [(b"cross-origin-resource-policy", b"cross-origin")])
        else:
            await self._refuse(asked, receive, send, NO_KEY)

    def _from_here(self, asked: Asked) -> bool:
        """Host is this server by name, Origin (if there is one) the same; only `/here` is asked from the other."""
        host, origin = asked.headers.get("host", "").lower(), asked.headers.get("origin")
        ours = self.keys.origins()
        return f"http://{host}" in ours and (origin is None or origin in ours)

    def _is_stop(self, asked: Asked) -> bool:
        if self._stop_word is None or asked.scope["path"] != "/stop":
            return False
        return hmac.compare_digest(asked.headers.get("x-tracker-stop", "").encode(), self._stop_word.encode())

    async def _open(self, asked: Asked, receive: Receive, send: Send) -> None:
        """A page is asked for without a key: by a good link, by one that was used, or without any."""
        keys, token = self.keys, asked.token
        elsewhere = asked.headers.get("sec-fetch-site") in ("cross-site", "same-site")
        if keys.is_good(token):
            await self._swap(asked, send)
        elif keys.just_let_in() and elsewhere and "again" not in asked.query:
            # The link was clicked on another site's page: the browser holds the cookie back until a page
            # of ours asks. A reload from here is that.
            onward = f"0; url=/?token={token}&again=1" if keys.was_used(token) else "0; url=/?again=1"
            await self._refuse(asked, receive, send, NO_KEY, [(b"refresh", onward.encode())])
        elif asked.may_move():
            await self._move(asked, send, 403)
        elif keys.was_used(token):
            keys.used_twice(token)
            await self._refuse(asked, receive, send, TWICE)
        else:
            keys.knock()
            await self._refuse(asked, receive, send, NO_KEY)

    async def _swap(self, asked: Asked, send: Send) -> None:
        if asked.may_move():
            await self._move(asked, send, 200)
            return
        cookie = self.keys.swap(asked.token, asked.host, asked.headers.get("user-agent", ""))
        await self._answer(send, 303, b"", [(b"location", b"/"), (b"set-cookie", (cookie or "").encode())])

    async def _move(self, asked: Asked, send: Send, status: int) -> None:
        named, query = self.keys.named, asked.scope["query_string"].decode("latin-1")
        html = (b"content-type", b"text/html; charset=utf-8")
        await self._answer(send, status, bounce(named, query), [html], bounce_policy(named))

    async def _let_in(self, asked: Asked, window: Window, receive: Receive, send: Send) -> None:
        scope = asked.scope
        if scope["type"] == "http" and asked.query.keys() & {"token", "again", "here"}:
            # The old link again, in the browser that used it: on to the clean address.
            await self._answer(send, 303, b"", [(b"location", scope["path"].encode())])
            return
        if scope["type"] == "websocket":
            await self._stay(window, scope, receive, send)
            return
        if int(length if (length := asked.headers.get("content-length", "0")).isdecimal() else "0") > LARGEST_BODY:
            await self._refuse(asked, receive, send, TOO_LARGE, status=413)
            return
        await self.app(scope, _bounded(receive), self._with_headers(send))

    async def _stay(self, window: Window, scope: Message, receive: Receive, send: Send) -> None:
        """The websocket of a window, until either of the two ends."""
        loop, over = asyncio.get_running_loop(), asyncio.Event()

        def close() -> None:
            loop.call_soon_threadsafe(over.set)

        async def until_over() -> Message:
            coming, ending = asyncio.ensure_future(receive()), asyncio.ensure_future(over.wait())
            await asyncio.wait((coming, ending), return_when=asyncio.FIRST_COMPLETED)
            ending.cancel()
            if over.is_set():
                coming.cancel()
                await send({"type": "websocket.close", "code": 4403})
                return {"type": "websocket.disconnect", "code": 4403}
            return coming.result()

        window.ended.add(close)
        try:
            await self.app(scope, until_over, self._with_headers(send))
        finally:
            window.ended.discard(close)

    def _with_headers(self, send: Send) -> Send:
        ours = self._headers(self.policy)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *ours]
            await send(message)

        return with_headers

    async def _refuse(
        self, asked: Asked, receive: Receive, send: Send, page: bytes, extra: Pairs = (), status: int = 403
    ) -> None:
        if asked.scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 4403})  # before accept: the client sees 403
            return
        await self._answer(send, status, page, [(b"content-type", b"text/html; charset=utf-8"), *extra])

    async def _answer(self, send: Send, status: int, body: bytes, extra: Pairs, policy: str = "") -> None:
        own = {key for key, _ in extra}
        plain: Iterable[tuple[bytes, bytes]] = [
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", b"no-store"),
            *extra,
            *(pair for pair in self._headers(policy or self.policy) if pair[0] not in own),
        ]
        await send({"type": "http.response.start", "status": status, "headers": plain})
        await send({"type": "http.response.body", "body": body})

    @staticmethod
    def _headers(policy: str) -> list[tuple[bytes, bytes]]:
        return [
            (b"content-security-policy", policy.encode()),
            (b"referrer-policy", b"no-referrer"),
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"DENY"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"cross-origin-resource-policy", b"same-origin"),
        ]


def _bounded(receive: Receive) -> Receive:
    """The pieces of a body, up to its bound in size and in the time between two of them."""
    size, done = 0, False

    async def bounded() -> Message:
        nonlocal size, done
        if done:
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), SLOWEST)
        except TimeoutError:
            return {"type": "http.disconnect"}
        size += len(message.get("body", b""))
        done = not message.get("more_body", False)
        return message if size <= LARGEST_BODY else {"type": "http.disconnect"}

    return bounded
