"""From when until when articles are wanted."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone


@dataclass(frozen=True, slots=True)
class Bounds:
    """Days of publication, both included, in the portal's zone; None is open."""

    since: date | None = None
    until: date | None = None
    zone: timezone = timezone(timedelta(hours=8))

    def hold(self, published: str | None) -> bool:
        """Whether a time lies within; an unknown one may, so it does."""
        day = self._day(published)
        return day is None or not (self.too_old(published) or (self.until is not None and day > self.until))

    def too_old(self, published: str | None) -> bool:
        """Whether a time lies before the first wanted day."""
        day = self._day(published)
        return day is not None and self.since is not None and day < self.since

    def _day(self, published: str | None) -> date | None:
        if published is None:
            return None
        at = datetime.fromisoformat(published)
        return at.astimezone(self.zone).date() if at.tzinfo else at.date()


def read_zone(offset: str) -> timezone:
    """The zone of an offset as a portal declares it.

    >>> read_zone("+08:00")
    datetime.timezone(datetime.timedelta(seconds=28800))
    """
    zone = datetime.strptime(offset, "%z").tzinfo
    assert isinstance(zone, timezone)
    return zone
