"""What gig work really pays: a worker-side earnings and gig-stability tracker."""

__version__ = "0.1.0"

from tracker import zones as _zones

_zones.use_newest()
