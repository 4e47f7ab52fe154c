"""What happens in an operation."""

from __future__ import annotations

import json
from typing import Any, Dict, NamedTuple, Optional

from ._library import decoded, library


class Progress(NamedTuple):
    """How far an upload is, in bytes."""

    total: int
    """The size of the file."""
    acknowledged: int
    """What the server has confirmed. It never decreases."""
    in_flight: int
    """What has been sent, or is being sent, of parts that are not confirmed."""
    wire: int
    """What went over the network, with all that was sent again."""

    @property
    def fraction(self) -> float:
        """The part that is confirmed, from 0 to 1."""
        return self.acknowledged / self.total if self.total else 0.0


class Event(NamedTuple):
    """Something that happened. More names may come: pass over those that you do not know."""

    name: str
    """"session_opened", "progress", "part_acknowledged", "retrying", "throttled", "committing", "finished", ..."""
    data: Dict[str, Any]
    """What belongs to it; docs/python.md lists it."""

    @property
    def progress(self) -> Optional[Progress]:
        """The progress, if this is what it tells of."""
        if self.name != "progress":
            return None
        numbers = ("total_bytes", "acknowledged_bytes", "in_flight_bytes", "wire_bytes")
        return Progress(*(self.data.get(name, 0) for name in numbers))


def taken(handle: int) -> Event:
    """An event of the library, which is freed."""
    get = library()
    try:
        return Event(
            decoded(get.chunk_event_name(handle)) or "", json.loads(decoded(get.chunk_event_json(handle)) or "{}"))
    finally:
        get.chunk_event_free(handle)
