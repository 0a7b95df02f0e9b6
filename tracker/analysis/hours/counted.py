"""What of a session's time its platform counts."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import pandas as pd

Array: TypeAlias = np.ndarray[Any, Any]


def counted_seconds(sessions: pd.DataFrame, own: Array, projects: pd.DataFrame) -> Array:
    """Seconds that count, in the sessions' order: those the platform counted, else the own ones.

    Own time counts up to the project's cap per task where a session says how many tasks it was; without their number
    it cannot be known how much is over the cap, and nothing is taken off. Source: methods, section 1.
    """
    said = sessions["counted_minutes"].to_numpy(dtype="float64", na_value=np.nan)
    caps = projects["task_cap_minutes"].to_numpy(dtype="float64", na_value=np.nan)
    if np.isnan(caps).all():
        return np.where(np.isnan(said), own, said)
    of_project = dict(zip(zip(projects["platform"], projects["project"], strict=True), caps, strict=True))
    places = zip(sessions["platform"], sessions["project"], strict=True)
    cap = np.array([of_project.get(place, np.nan) for place in places], dtype=np.float64)
    most = cap * sessions["tasks"].to_numpy(dtype="float64", na_value=np.nan)
    return np.where(np.isnan(said), np.fmin(own, most), said)
