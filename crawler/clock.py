"""The time of a run: the machine's, or one that a rehearsal begins at and that goes on from there."""

from datetime import UTC, datetime, timedelta, timezone

WITA = timezone(timedelta(hours=8))

_ahead = timedelta()


def begin_at(instant: datetime) -> None:
    """Lets this process believe that it is `instant` (aware) now."""
    global _ahead
    _ahead = instant - datetime.now(UTC)


def now() -> datetime:
    """The present instant in UTC."""
    return datetime.now(UTC) + _ahead


def iso(instant: datetime) -> str:
    """UTC to the second, as it stands in state and reports: such texts sort by time.

    >>> iso(datetime.fromisoformat("2026-11-24T18:22:05.3+08:00"))
    '2026-11-24T10:22:05+00:00'
    """
    return instant.astimezone(UTC).isoformat(timespec="seconds")


def instant_of(text: str | None) -> datetime | None:
    """A written instant, or the beginning of a written day in WITA; None for nothing.

    >>> iso(instant_of("2026-11-24T10:22:05Z")), iso(instant_of("2026-11-24"))
    ('2026-11-24T10:22:05+00:00', '2026-11-23T16:00:00+00:00')
    """
    if not text:
        return None
    at = datetime.fromisoformat(text)
    return (at if at.tzinfo else at.replace(tzinfo=WITA)).astimezone(UTC)
