"""HTTP as uvicorn speaks it, with an end to connections that never become a request."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_WITHIN = 20.0
"""Seconds in which a request's head must be there."""
LARGEST_HEAD = 64 * 1024
"""Bytes of a head."""
MOST_WAITING = 256
"""Connections without a request that are kept; where more come, the oldest goes."""


class ImpatientProtocol(H11Protocol):
    """HTTP as uvicorn speaks it, but a connection whose next request is not told within 20 s is closed.

    uvicorn waits for ever for the rest of a head, the first one's and those of later requests alike.
    """

    waiting: ClassVar[dict[ImpatientProtocol, None]] = {}

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self._late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self._wait()
        else:
            self._settle()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._settle()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self._settle()
        super().handle_websocket_upgrade(event)

    def _wait(self) -> None:
        if self._late is not None:
            return
        self._late = self.loop.call_later(HEAD_WITHIN, self._give_up)
        self.waiting[self] = None
        if len(self.waiting) > MOST_WAITING:
            next(iter(self.waiting))._give_up()

    def _settle(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None
        self.waiting.pop(self, None)

    def _give_up(self) -> None:
        self._settle()
        self.transport.abort()
