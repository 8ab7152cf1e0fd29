"""ReplayWeb.page, in headless Chromium and from loopback, shows an article of a package."""

import json
import mimetypes
from pathlib import Path

from tests.interop.conftest import Kept
from tests.interop.serving import Shelf, looking_at
from tests.interop.tools import REPLAYWEBPAGE, needs_chromium, needs_replaywebpage
from tests.support.portal import Portal

WATCH = """<!DOCTYPE html><iframe src="/index.html?source=/kept.wacz#view=pages&url={url}&ts={ts}"></iframe><script>
function* headings(node) {{
  if (node.shadowRoot) yield* headings(node.shadowRoot)
  if (node.tagName === "IFRAME" && node.contentDocument) yield* headings(node.contentDocument)
  if (node.tagName === "H1") yield node.innerText
  for (const child of node.children || []) yield* headings(child)
}}
const look = () => {{
  const seen = [...headings(document)].find(text => text.trim() === {headline})
  if (seen) fetch("/tell?" + new URLSearchParams({{message: seen}}))
  else setTimeout(look, 200)
}}
look()
</script>"""


@needs_chromium
@needs_replaywebpage
def test_the_headline_stands_in_the_page_that_it_shows(kept: Kept, tmp_path: Path) -> None:
    item = kept.item("gzip, chunked")
    fetched = item["source"]["fetched_at"]
    timestamp = "".join(digit for digit in fetched[: len("2026-11-24T16:20:05")] if digit.isdigit())
    watch = WATCH.format(url=item["url"], ts=timestamp, headline=json.dumps(item["headline"]))
    shelf = Shelf(
        {
            "/watch.html": (watch.encode(), "text/html; charset=UTF-8"),
            "/kept.wacz": (kept.package.read_bytes(), "application/wacz"),
            **{f"/{name}": _file(REPLAYWEBPAGE / name) for name in ("index.html", "ui.js", "sw.js")},
        }
    )
    with Portal(shelf) as portal, looking_at(f"{portal.home}/watch.html", tmp_path):
        assert shelf.wait().strip() == item["headline"]
    assert any("range" in request.headers for request in portal.asked("/kept.wacz"))


def _file(path: Path) -> tuple[bytes, str]:
    return path.read_bytes(), mimetypes.guess_type(path.name)[0] or ""
