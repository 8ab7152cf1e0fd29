"""What the two download handlers raise of their own."""

from scrapy.exceptions import IgnoreRequest, ResponseDataLossError

from crawler.archive.exchange import Capture


class NotArchived(IgnoreRequest):
    """Raised in a replay for a request that the archive holds no answer to; it is counted and never fetched."""


class CutShort(ResponseDataLossError):
    """Raised, live and in a replay, for an answer whose body broke off; `capture` tells where the rest lies."""

    def __init__(self, capture: Capture):
        super().__init__("the connection closed before the body was whole")
        self.capture = capture
