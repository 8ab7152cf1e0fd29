"""A portal's facts, as the parsers see them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Portal:
    """What a parser may know of a portal beforehand; everything else stands in the page."""

    name: str
    """short name; begins every article id"""
    home: str
    """address of the front page"""
    layouts: tuple[str, ...] = ()
    """names of page layouts to try, newest first; none means the general parser"""
    zone: str = "+08:00"
    """offset of times that are printed without one (WITA for most of Sulawesi)"""
    language: str = "id"
    identity: str = ""
    """pattern whose groups, found in the address, name an article for good: over changes of scheme, host and section"""
