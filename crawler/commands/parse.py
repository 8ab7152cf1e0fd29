"""`warta parse`: saved pages to items, without an archive."""

import argparse
import json
import sys
from pathlib import Path
from typing import TextIO

from scrapy.exceptions import UsageError

from crawler.command import WartaCommand
from crawler.items import Article, Refusal
from crawler.lines import to_line
from crawler.parse.encoding import decode
from crawler.parse.page import parse_article
from crawler.portal import Portal
from crawler.runs.report import COMPLETE, NEEDS_A_LOOK

_NOWHERE = "http://unknown.invalid/"
"""the address of a page whose address is not known; .invalid never resolves"""


class Command(WartaCommand):
    summary = "Read one saved page, or many from standard input"
    positional = "FILE"
    examples = """\
  warta parse page.html --url https://example.org/2023/04/11/judul/
  warta parse page.html --portal poroscelebes
  warta parse --jsonl < pages.jsonl > items.jsonl      lines {"id", "url", "html"} to lines {"id", "item"}

A page that is no article gives {"refused": reason, ...}; the exit code is 1 when any page was refused."""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--url", metavar="U", default=_NOWHERE, help="the page's address")
        parser.add_argument("--portal", metavar="NAME", help="read it as a page of this portal")
        parser.add_argument("--jsonl", action="store_true", help="read lines of JSON from standard input")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        portal = self.spider_class(opts.portal)().portal if opts.portal else None
        if opts.jsonl == bool(args) or len(args) > 1:
            raise UsageError("name one FILE, or use --jsonl with lines on standard input", print_help=False)
        if opts.jsonl:
            complete = _parse_lines(sys.stdin, sys.stdout, portal)
        else:
            result = parse_article(_read(args[0]), opts.url, portal)
            sys.stdout.write(f"{_line(result)}\n")
            complete = isinstance(result, Article)
        self.exitcode = COMPLETE if complete else NEEDS_A_LOOK


def _read(name: str) -> str:
    try:
        return decode(sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes(), None)
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror}", print_help=False) from None


def _line(result: Article | Refusal) -> str:
    if isinstance(result, Article):
        return to_line(result)
    return json.dumps({"refused": result.reason, "detail": result.detail, "url": result.url}, ensure_ascii=False)


def _parse_lines(lines: TextIO, out: TextIO, portal: Portal | None) -> bool:
    """One line of output for one of input, in the same order; True when every one gave an article."""
    complete = True
    for number, line in enumerate(lines, 1):
        try:
            page = json.loads(line)
            result = parse_article(page["html"], page.get("url") or _NOWHERE, portal)
        except (ValueError, KeyError, TypeError) as error:
            sys.stderr.write(f"line {number}: not an object with id, url and html ({type(error).__name__}: {error})\n")
            complete = False
            continue
        complete = complete and isinstance(result, Article)
        key = "item" if isinstance(result, Article) else "refusal"
        out.write(json.dumps({"id": page.get("id"), key: json.loads(_line(result))}, ensure_ascii=False) + "\n")
        out.flush()
    return complete
