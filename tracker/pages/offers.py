"""Offers: should I take this? What offers of the same platform or kind of work became."""

from __future__ import annotations

from tracker.views import method
from tracker.views.text import _
from tracker.widgets import frame, show
from tracker.widgets.discreet import reader
from tracker.widgets.offers import offer
from tracker.widgets.window import day_control

you = reader()
frame.head(_("Offers"))
offer.offer(day_control(you), you)
show.worked_out(method.offers(), ())
