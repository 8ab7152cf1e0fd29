"""robots.txt, read once a host before anything else is asked of it; a host whose robots.txt fails is left alone.

Scrapy 2.14 to 2.19 let requests pass while robots.txt is on its way, and take a failing one as leave for everything.
"""

import asyncio
import logging
from collections import defaultdict

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from crawler.archive.errors import PrivateAddress
from crawler.politeness.pace import Pace, Stopped

logger = logging.getLogger(__name__)

NAME = "Warta"
"""the name that rules in a robots.txt may address"""

refused = object()
"""signal, with `request` and `error`: a request is refused here, and never reaches a download handler"""

_LARGEST = 500 * 1024
"""bytes of a robots.txt that count, as RFC 9309 asks for at least"""


class RobotsForbidden(IgnoreRequest):
    """Raised for a request that robots.txt forbids."""


class RobotsUnreachable(IgnoreRequest):
    """Raised for every request to a host whose robots.txt answered 429 or 5xx, or not at all."""


class RobotsMiddleware:
    """Lets a request pass when its host's robots.txt allows it, and hands a Crawl-delay to the pace."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._pace = Pace.shared(crawler.settings)
        self._rules: dict[str, Protego | IgnoreRequest] = {}
        self._reading: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RobotsMiddleware":
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if request.meta.get("is_robots_txt"):
            return
        rules = await self._rules_for(request)
        if isinstance(rules, IgnoreRequest):
            raise self._refused(request, rules)
        if not rules.can_fetch(request.url, NAME):
            self._count("forbidden")
            host = urlparse_cached(request).netloc
            raise self._refused(request, RobotsForbidden(f"robots.txt of {host} forbids {request.url}"))

    def _refused(self, request: Request, error: IgnoreRequest) -> IgnoreRequest:
        """Tells the archive, which sees no request that stops here."""
        self._crawler.signals.send_catch_log(refused, request=request, error=error)
        return error

    async def _rules_for(self, request: Request) -> Protego | IgnoreRequest:
        parts = urlparse_cached(request)
        async with self._reading[parts.netloc]:
            if parts.netloc not in self._rules:
                self._rules[parts.netloc] = await self._read(f"{parts.scheme}://{parts.netloc}/robots.txt")
        return self._rules[parts.netloc]

    async def _read(self, url: str) -> Protego | IgnoreRequest:
        assert self._crawler.engine is not None
        request = Request(url, callback=NO_CALLBACK, meta={"is_robots_txt": True})
        try:
            response = await self._crawler.engine.download_async(request)
        except (Stopped, CloseSpider):  # the run or the portal's crawl has to end: that says nothing of the rules
            raise
        except PrivateAddress as error:
            return error
        except Exception as error:
            return self._unreachable(url, f"{type(error).__name__}: {error}")
        if response.status == 429 or response.status >= 500:
            return self._unreachable(url, f"HTTP {response.status}")
        return self._parsed(url, response)

    def _parsed(self, url: str, response: Response) -> Protego:
        self._count(f"answer/{response.status}")
        text = response.body[:_LARGEST].decode("utf-8-sig", "replace") if response.status == 200 else ""
        rules = Protego.parse(text)
        delay = rules.crawl_delay(NAME)
        if delay:
            logger.info("%s asks for %s seconds between requests: done", url, delay)
            self._pace.slow_down(url, float(delay))
        return rules

    def _unreachable(self, url: str, why: str) -> RobotsUnreachable:
        self._count("unreachable")
        message = f"{url} could not be read ({why}): nothing is fetched from this host in this run"
        logger.error(message)
        return RobotsUnreachable(message)

    def _count(self, what: str) -> None:
        assert self._crawler.stats is not None
        self._crawler.stats.inc_value(f"warta/robots/{what}")
