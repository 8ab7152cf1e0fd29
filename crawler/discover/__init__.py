"""Finding articles: bytes of a feed, sitemap, REST answer or listing in, `Found` out."""
