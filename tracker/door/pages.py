"""What a browser without a key is shown, and the content policy of every answer."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from pathlib import Path

_STYLE = "font: 18px/1.6 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1.25rem"
_BOUNCE = """
const to = document.documentElement.dataset.named, here = new URL(location);
const plain = () => { here.searchParams.set("here", "1"); location.replace(here); };
const late = setTimeout(plain, 1500);
fetch(to + "/here", {mode: "no-cors", cache: "no-store"}).then(
  () => { clearTimeout(late); location.replace(to + here.pathname + here.search); },
  () => { clearTimeout(late); plain(); });
"""
"""Goes on to the run's own host name where the browser knows such names, else stays at the plain address."""


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _page(title: str, *lines: str, head: str = "", named: str = "") -> bytes:
    text = "".join(f"<p>{line}</p>" for line in lines)
    data = f' data-named="{escape(named)}"' if named else ""
    meta = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme"'
    return (
        f'<!doctype html><html lang="en"{data}><head>{meta} content="light dark"><title>{title}</title>{head}</head>'
        f'<body style="{_STYLE}"><main><h1 style="font-size: 1.5em">{title}</h1>{text}</main></body></html>'
    ).encode()


NO_KEY = _page(
    "This browser has no key to the tracker",
    "The link that the tracker prints when it starts lets one browser in, once, within ten minutes.",
    "Look at the window where the tracker was started: a new link is there now. "
    "If that window is gone, start it again with <code>tracker app</code>.",
)
TWICE = _page(
    "This link was opened twice",
    "Another browser, or another program, had opened it before. Since nobody can tell here which of the two is yours, "
    "neither has a key now. What is stored is untouched.",
    "A new link is in the window where the tracker was started.",
)
FOREIGN = _page(
    "The tracker answers only to this machine",
    "Open the link that is in the window where the tracker was started.",
)
TOO_LARGE = _page(
    "This is too large", "A file may have up to 50 MB. Split it, or make it smaller, and drop it once more."
)


def bounce(named: str, query: str) -> bytes:
    """The page that looks whether the browser knows the run's own host name, and goes there."""
    onward = escape("?" + "&".join(part for part in (query, "here=1") if part))
    return _page(
        "The tracker is opening",
        "One moment.",
        head=f'<script>{_BOUNCE}</script><noscript><meta http-equiv="refresh" content="0; url={onward}"></noscript>',
        named=named,
    )


def bounce_policy(named: str) -> str:
    """What the page of `bounce` may do: run its own lines and ask the run's own host name."""
    return (
        f"default-src 'none'; script-src {_hash(_BOUNCE)}; connect-src {named}; style-src 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def content_policy() -> str:
    """The content security policy: everything from this server, no script but Streamlit's own.

    Streamlit's page has a few lines of script in it; they are allowed by their hash, read off the
    installed page.
    """
    import streamlit

    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    hashes = " ".join(_hash(script) for script in re.findall(r"<script>(.*?)</script>", page, re.S))
    return (
        f"default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
