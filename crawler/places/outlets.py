"""News outlets by name, for those that no rule could know; `data/README.md` tells where the names come from."""

from functools import cache
from importlib.resources import files

from crawler.places.tables import key


def is_outlet(name: str) -> bool:
    """Whether this is the name of a known outlet, written with or without spaces and capitals.

    >>> is_outlet("TELISIK"), is_outlet("Suara"), is_outlet("Kabar Selebes")
    (True, False, True)
    """
    return key(name) in _outlets()


@cache
def _outlets() -> frozenset[str]:
    text = files(__package__).joinpath("data", "outlets.txt").read_text(encoding="utf-8")
    return frozenset(key(line) for line in text.splitlines())
