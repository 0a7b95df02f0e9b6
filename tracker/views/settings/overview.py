"""What the page Settings is made of."""

from __future__ import annotations

from tracker.views.text import _


def parts() -> dict[str, str]:
    """By the name in the page's address: what a part is called."""
    return {
        "you": _("You"),
        "platforms": _("Platforms"),
        "projects": _("Projects"),
        "free": _("Availability"),
        "rates": _("Exchange rates"),
        "imports": _("What imports remember"),
        "safe": _("Keep it safe"),
        "changes": _("Latest changes"),
    }
