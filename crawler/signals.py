"""Warta's own signals beside those of Scrapy."""

all_read = object()
"""sent by a spider that waits until everything it has yielded is on disk: nothing more comes before that"""

looks_again = object()
"""sent with `url` and `page` before an address is fetched of which the state knows the page: the archive keeps that"""
