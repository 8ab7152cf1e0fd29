"""What the two download handlers raise of their own."""

from scrapy.exceptions import (
    DownloadCancelledError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from crawler.archive.exchange import Capture

NEVER_SENT = frozenset({"RobotsForbidden", "RobotsUnreachable"})
"""errors of metadata records for requests that did not go out, since robots.txt forbade it; a replay finds it again"""


class NotArchived(IgnoreRequest):
    """Raised in a replay for a request that the archive holds no answer to; it is counted and never fetched."""


class OriginalNotArchived(NotArchived):
    """Raised in a replay for a revisit without the capture that it refers to."""


class PrivateAddress(IgnoreRequest):
    """Raised in place of a request that would have gone to this machine or its network, and not to the internet."""


class CutShort(Exception):
    """Raised, live and in a replay, for an answer whose body is not whole; `capture` tells where the rest lies."""

    said = "the body is not whole"

    def __init__(self, capture: Capture):
        super().__init__(self.said)
        self.capture = capture


class BrokenOff(CutShort, ResponseDataLossError):
    """The connection ended too early."""

    said = "the connection closed before the body was whole"


class TookTooLong(CutShort, DownloadTimeoutError):
    """The body was not whole when DOWNLOAD_TIMEOUT was over."""

    said = "the time was over before the body was whole"


class TooLarge(CutShort, DownloadCancelledError):
    """The body is larger than DOWNLOAD_MAXSIZE."""

    said = "the body is larger than DOWNLOAD_MAXSIZE"


class Unreadable(CutShort, DownloadFailedError):
    """The answer can't be read as HTTP, and the connection was given up."""

    said = "the answer is no readable HTTP"


_BY_REASON: dict[str, type[CutShort]] = {"length": TooLarge, "time": TookTooLong, "disconnect": BrokenOff}
"""by the words of WARC-Truncated"""


def cut_short(truncated: str, capture: Capture) -> CutShort:
    """The error for a capture that is marked with this word of WARC-Truncated."""
    return _BY_REASON.get(truncated, Unreadable)(capture)


def why_truncated(error: Exception) -> str:
    """The word of WARC-Truncated for what ended a download."""
    kinds = {DownloadCancelledError: "length", DownloadTimeoutError: "time", ResponseDataLossError: "disconnect"}
    return next((word for kind, word in kinds.items() if isinstance(error, kind)), "unspecified")
