"""How fast a hundred and fifty portals are crawled in one process at a request a second each, and at what cost;
beside it one portal without a delay, and what Scrapy alone makes of it.

`python -m benchmarks.crawl` takes two minutes. The portals are played by this process, through a proxy on loopback.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.support.articles import made_articles
from tests.support.portal import Portal
from tests.support.warta import FAST, begin, start
from tests.support.wordpress import WordPress

SPAN = ("--since", "2023-04-01", "--until", "2023-05-31")
CROWD = ("-s", "SPIDER_MODULES=tests.support.crowd_spiders")
ALONE = 1000
"""articles of the portal that is crawled without a delay"""

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Measured:
    """A crawl from outside: seconds, requests as the portals saw them, processor seconds and memory of the process."""

    seconds: float
    requests: int
    cpu: float
    megabytes: float
    slowest: float
    """requests a second of the portal that got the fewest"""


def crawl(portal: Portal, words: tuple[str, ...], seconds: float, **environment: str) -> Measured:
    """Lets a crawl run, and looks at it."""
    with tempfile.TemporaryDirectory() as folder:
        return watch(portal, begin(Path(folder), "crawl", *words, **environment), seconds)


def watch(portal: Portal, process: subprocess.Popen[str], seconds: float) -> Measured:
    """Looks at a process for so many seconds from its hundredth request on, or until it ends; then ends it."""
    while len(portal.requests) < 100 and process.poll() is None:
        time.sleep(0.05)
    first, cpu, begun = len(portal.requests), _cpu(process.pid), time.monotonic()
    used = megabytes = 0.0
    while time.monotonic() < begun + seconds and process.poll() is None:
        used, megabytes = _cpu(process.pid) - cpu, max(megabytes, _megabytes(process.pid))
        passed, last = time.monotonic() - begun, len(portal.requests)
        time.sleep(0.05)
    process.kill()
    process.communicate()
    hosts = Counter(request.host for request in portal.requests[first:last])
    return Measured(passed, last - first, used, megabytes, min(hosts.values()) / passed)


def _cpu(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _megabytes(process: int) -> float:
    """The most that it ever held; 0 for one that has just ended."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return max((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), default=0) / 1024


def main() -> None:
    """Prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portals", type=int, default=150)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    with Portal(WordPress(made_articles(200))) as portal:
        environment = {"http_proxy": portal.home, "MADE_CROWD": f"{options.portals}/{options.portals}"}
        many = crawl(portal, ("--all", *CROWD, *SPAN), options.seconds, **environment)
        _tell(f"{options.portals} portals, 1 s", many, options.portals)
    with Portal(WordPress(made_articles(ALONE))) as portal:
        one = ("wordpress", "-a", f"url={portal.home}", *FAST)
        _tell("one portal, no delay", crawl(portal, one, options.seconds), None)
    with Portal(WordPress(made_articles(ALONE))) as portal:
        bare = start([sys.executable, "-m", "benchmarks.bare", portal.home, str(ALONE)], {})
        _tell("Scrapy alone, no delay", watch(portal, bare, options.seconds), None)


def _tell(name: str, measured: Measured, ideal: float | None) -> None:
    rate = measured.requests / measured.seconds
    share = f" of {ideal:.0f} ({rate / ideal:.1%}), the slowest portal {measured.slowest:.2f}/s" if ideal else ""
    sys.stdout.write(
        f"{name}: {rate:.1f} requests/s{share}; {measured.cpu / measured.seconds:.0%} of a core,"
        f" {1000 * measured.cpu / measured.requests:.1f} ms a request, {measured.megabytes:.0f} MB\n"
    )


if __name__ == "__main__":
    main()
