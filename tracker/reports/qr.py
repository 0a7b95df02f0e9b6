"""QR codes as pictures in a page. What a code holds is text: the camera of any phone reads it, to be sent on."""

from __future__ import annotations

from tracker.errors import Refused


def available() -> bool:
    """Is segno installed?"""
    from importlib.util import find_spec

    return find_spec("segno") is not None


def picture(text: str, called: str) -> str:
    """The code of a text as SVG inside a page; `called`: its name for who hears the page read. A sixth of it may be
    unreadable (level M). Raises Refused, code needs_qr."""
    try:
        import segno
    except ImportError as error:
        raise Refused(
            "Making QR codes needs segno, which is not installed.",
            hint='Install it with: uv tool install "gig-tracker[qr]".',
            code="needs_qr",
        ) from error
    made = segno.make(text, error="m", micro=False, boost_error=False, encoding="utf-8")
    return str(made.svg_inline(omitsize=True, border=4, light="#fff", title=called, svgclass="qr", lineclass=None))
