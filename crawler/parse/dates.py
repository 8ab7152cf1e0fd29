"""Dates and times in Indonesian news text: the names that others call."""

from crawler.parse.calendar import FoundDate, find_dates
from crawler.parse.instants import parse_instant, read_instant

__all__ = ["FoundDate", "find_dates", "parse_instant", "read_instant"]
