"""Warta's own signal beside those of Scrapy."""

all_read = object()
"""sent by a spider that waits until everything it has yielded is on disk: nothing more comes before that"""
