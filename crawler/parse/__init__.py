"""Warta reads news pages and texts: bytes or text in, values out; no clock, no network."""
