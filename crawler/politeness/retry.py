"""Retries that wait: as long as Retry-After says, else twice as long after each failure."""

import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.politeness.pace import Pace, domain_of

logger = logging.getLogger(__name__)

_Answer = TypeVar("_Answer", bound=Request | Response | None)

LONGEST_WAIT = 15 * 60
"""seconds; a host that asks for more gets no further request in this run"""


class AskedToWait(IgnoreRequest):
    """Raised for every further request to a domain that asked to be left alone for longer than a run can wait."""


class PatientRetryMiddleware(RetryMiddleware):
    """Scrapy's retries in the pace of the host."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "PatientRetryMiddleware":
        middleware = super().from_crawler(crawler)
        middleware.pace = Pace.shared(crawler.settings)
        middleware.left_alone = {}
        return middleware

    pace: Pace
    left_alone: dict[str, str]

    def process_request(self, request: Request) -> None:
        if why := self.left_alone.get(domain_of(request.url)):
            raise AskedToWait(why)

    def process_response(  # type: ignore[override]  # the base still takes a deprecated argument
        self, request: Request, response: Response
    ) -> Request | Response:
        wait = retry_after(response) if response.status in (429, 503) else None
        if wait is None:
            return self._backed_off(request, super().process_response(request, response))
        if wait > LONGEST_WAIT:
            logger.warning("%s asks to wait %d seconds: its domain is left alone in this run", request.url, wait)
            self.left_alone[domain_of(request.url)] = f"asked to wait {wait:.0f} seconds, by {request.url}"
            return response
        self.pace.hold(request.url, wait)
        return super().process_response(request, response)

    def process_exception(  # type: ignore[override]
        self, request: Request, exception: Exception
    ) -> Request | Response | None:
        return self._backed_off(request, super().process_exception(request, exception))

    def _backed_off(self, request: Request, answer: _Answer) -> _Answer:
        if isinstance(answer, Request):
            self.pace.back_off(request.url, answer.meta["retry_times"])
        return answer


def retry_after(response: Response) -> float | None:
    """Seconds that the header asks for, by the server's own clock where it names a time; None where it says nothing."""
    text = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if text.isdigit():
        return float(text)
    until, now = _time(text), _time((response.headers.get("Date") or b"").decode("latin-1"))
    return max(0.0, (until - now).total_seconds()) if until and now else None


def _time(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
