"""Warta: an archival crawler for the news of Sulawesi."""

__version__ = "0.1.0"
