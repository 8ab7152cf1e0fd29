"""Asks a server on the wire for each target through the recorder, in a process of its own.

Usage: python -m tests.support.wire_client DATA HOME PROXY SETTINGS, the last as JSON; writes DATA/answers.json.
"""

import hashlib
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http.request import NO_CALLBACK
from scrapy.settings import Settings

from tests.support.wire_answers import ANSWERS

SETTINGS = {
    "ROBOTSTXT_OBEY": False,
    "DOWNLOADER_MIDDLEWARES": {
        "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 100,
        "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 200,
    },
    "DOWNLOADER_MIDDLEWARES_BASE": {},
    "SPIDER_MIDDLEWARES_BASE": {},
    "ITEM_PIPELINES": {},
    "EXTENSIONS": {},
    "DOWNLOAD_VERIFY_CERTIFICATES": False,
    "DOWNLOAD_TIMEOUT": 0.5,
    "DOWNLOAD_DELAY": 0,
    "WARC_GZIP": False,
    "CONTACT": "redaksi@example.org",
    "RUN_ID": "wire",
}


class WireSpider(Spider):
    """Asks for all targets, one after the other."""

    name = "wire"
    portal = SimpleNamespace(name="wire")
    home: str
    proxy: str
    data: str

    def arguments_json(self) -> str:
        return "{}"

    async def start(self) -> AsyncIterator[Any]:
        answers = {target: await self._ask(target) for target in ANSWERS}
        Path(self.data, "answers.json").write_text(json.dumps(answers), encoding="utf-8")
        return
        yield

    async def _ask(self, target: str) -> dict[str, Any]:
        answer = ANSWERS[target]
        request = Request(self.home + target, callback=NO_CALLBACK, method=answer.method, body=answer.sent)
        if self.proxy:
            request.meta["proxy"] = self.proxy
        assert self.crawler.engine is not None
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:
            return {"error": type(error).__name__}
        return {"status": response.status, "payload": hashlib.sha256(response.body).hexdigest()}


def main(data: str, home: str, proxy: str, settings: str) -> None:
    process = AsyncCrawlerProcess(_settings({**SETTINGS, "DATA_DIR": data, **json.loads(settings)}))
    process.crawl(WireSpider, home=home, proxy=proxy, data=data)
    process.start()


def _settings(changed: dict[str, Any]) -> Settings:
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.update(changed, priority="cmdline")
    return settings


if __name__ == "__main__":
    main(*sys.argv[1:])
