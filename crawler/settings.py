"""Warta's Scrapy settings; a line with its why for each. `crawler/config.py` tells how to change them."""

from crawler import __version__
from crawler.config import overrides

BOT_NAME = "warta"
SPIDER_MODULES = ["spiders"]
COMMANDS_MODULE = "crawler.commands"

CONTACT = ""  # an address or URL; a live crawl refuses to start without it
CONFIRMED: list[
    str
] = []  # names of portals that are crawled though their terms are unread or forbid it: you have leave
DATA_DIR = "data"  # everything that is kept lies here
USER_AGENT = f"Warta/{__version__}"  # a crawl adds the contact
PING_URL = ""  # told when a crawl ended well; the same with /fail behind it when something needs a look
RUN_ID = ""  # the crawl command names the run
MEMORY = "crawler.cms.memory.Blank"  # a crawl knows the earlier runs, a replay what the archive says of them

PORTALS_AT_ONCE = 150  # a portal takes about two megabytes and a hundredth of a core while it is crawled

# Politeness. crawler/politeness/pace.py holds one second as the floor, whatever stands here.
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0  # jitter would reach below the delay
CONCURRENT_REQUESTS_PER_DOMAIN = 1
ROBOTSTXT_OBEY = True  # by crawler/politeness/robots.py: Scrapy's own lets requests pass while robots.txt is on its way
COOKIES_ENABLED = False  # a reader without an account; Scrapy's cookies would also fetch a suffix list
METAREFRESH_ENABLED = False  # portals reload themselves with it; that is no redirect
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "id",
    "Accept-Encoding": "gzip, deflate",  # what every WARC reader decodes; br and zstd are not
}

# Robustness.
DOWNLOAD_TIMEOUT = 60  # seconds; small portals are slow
DOWNLOAD_MAXSIZE = 20 * 1024 * 1024  # bytes; Scrapy's default is a gigabyte
DOWNLOAD_FAIL_ON_DATALOSS = False  # the recorder keeps a truncated body, then fails it itself
DOWNLOAD_VERIFY_CERTIFICATES = True  # off by default in Scrapy
RETRY_TIMES = 2
RETRY_GIVE_UP_LOG_LEVEL = "WARNING"  # a refusal counts it; an error in the log makes a run need a look
REDIRECT_MAX_TIMES = 5
TELNETCONSOLE_ENABLED = False  # code execution on localhost
REMOTE_CONTROL_ENABLED = False  # the same

# The archive.
DOWNLOAD_HANDLERS = {
    "http": "crawler.archive.record.RecordingHandler",
    "https": "crawler.archive.record.RecordingHandler",
    "file": None,
    "ftp": None,
    "s3": None,
    "data": None,
}
RECORD_THROUGH = "crawler.archive.tap.TappedHandler"  # what really fetches; another one shows no bytes of the wire
WARC_GZIP = True  # False for fixtures, which people read and diff
WARC_MAX_SIZE = 1024**3  # bytes after which a new file is begun; the size that most archives use
DISK_RESERVE = 100 * 1024**2  # bytes left free, so that what is open can be sealed, indexed, stored and reported

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.politeness.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "crawler.politeness.retry.PatientRetryMiddleware": 550,
    "crawler.politeness.conditional.ConditionalMiddleware": 595,  # near the wire: an archived body is decompressed too
}
ITEM_PIPELINES = {
    "pipelines.validate.ValidatePipeline": 100,
    "pipelines.quarantine.QuarantinePipeline": 150,
    "pipelines.dedupe.DedupePipeline": 200,
    "pipelines.store.StorePipeline": 300,
}
EXTENSIONS = {
    "scrapy.extensions.logstats.LogStats": None,
    "crawler.progress.Progress": 100,
    "crawler.runs.health.Health": 100,
}

LOG_LEVEL = "WARNING"  # progress shows without the log; -L INFO tells Scrapy's own story too
STATS_DUMP = False  # the run report has them

globals().update(overrides())
