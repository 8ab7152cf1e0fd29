"""What earlier runs have seen: pages and marks in SQLite, when a page is due again, where a crawl takes up."""
