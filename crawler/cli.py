"""The console script `warta`: Scrapy's command line with Warta's settings, from any folder."""

import difflib
import os
import pkgutil
import sys

from crawler import __version__

_HELP = """\
Warta {version}: keeps the news of Sulawesi.

usage: warta COMMAND [options]

  crawl PORTAL...      fetch portals, archive every exchange, store their articles
  status [PORTAL...]   tell what the last runs did, and what needs a hand
  gaps [PORTAL...]     tell what was expected and is not stored, and queue it
  state [rebuild]      show what is remembered of the portals, or make the memory anew
  replay SOURCE...     derive articles from WARC files, without a network
  verify               read stored articles again from their archive, and name what differs
  parse FILE           read one saved page, or many from standard input
  portals              list the portals that Warta knows
  probe URL            tell what a site seems to be, and draft its portal file
  record URL           save a live page as a fixture
  wacz PORTAL...       package a portal, a run or some days of the archive as one file to lend

`warta COMMAND -h` tells more, with examples. Scrapy's own commands work too: `warta shell`, `warta settings` ...
"""


def main() -> None:
    """Runs the command that the arguments name."""
    os.environ["SCRAPY_SETTINGS_MODULE"] = "crawler.settings"
    words = sys.argv[1:]
    if not words or words[0] in ("-h", "--help", "help"):
        sys.stdout.write(_HELP.format(version=__version__))
    elif words[0] in ("-V", "--version"):
        sys.stdout.write(f"warta {__version__}\n")
    elif words[0] not in (known := _commands()):
        near = difflib.get_close_matches(words[0], known)
        sys.exit(
            _wrong_use(f"no command is named {words[0]!r}; " + (f"did you mean {near[0]}?" if near else "see --help"))
        )
    else:
        _execute()


def _commands() -> set[str]:
    """Names of Warta's commands and of Scrapy's."""
    import scrapy.commands

    import crawler.commands

    folders = [*crawler.commands.__path__, *scrapy.commands.__path__]
    return {module.name for module in pkgutil.iter_modules(folders)}


def _execute() -> None:
    from scrapy.cmdline import execute  # imported late: help needs none of it

    from crawler.config import ConfigError

    try:
        execute()
    except ConfigError as error:
        sys.exit(_wrong_use(str(error)))
    except BrokenPipeError:  # the reader, `head` perhaps, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _wrong_use(message: str) -> int:
    sys.stderr.write(f"warta: {message}\n")
    return 2
