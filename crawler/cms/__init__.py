"""Base spiders, one file a family of content management systems."""
