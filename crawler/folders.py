"""Where things are kept under the data folder."""

from dataclasses import dataclass
from pathlib import Path

from scrapy.settings import BaseSettings


@dataclass(frozen=True, slots=True)
class Folders:
    """The data folder's layout; nothing here makes a folder, and no name in it comes from an article's address."""

    data: Path

    @classmethod
    def of(cls, settings: BaseSettings) -> "Folders":
        """The layout under the setting `DATA_DIR`."""
        return cls(Path(settings["DATA_DIR"]).resolve())

    def warc(self, portal: str) -> Path:
        return self.data / "warc" / portal

    def index(self, portal: str) -> Path:
        return self.data / "index" / f"{portal}.cdxj"

    @property
    def items(self) -> Path:
        return self.data / "items"

    @property
    def refused(self) -> Path:
        return self.data / "refused"

    @property
    def runs(self) -> Path:
        return self.data / "runs"

    @property
    def quarantine(self) -> Path:
        return self.data / "quarantine"

    @property
    def waiting(self) -> Path:
        return self.data / "waiting"

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def metrics(self) -> Path:
        return self.data / "metrics.prom"

    @property
    def state(self) -> Path:
        return self.data / "state.sqlite"

    @property
    def lock(self) -> Path:
        return self.data / "lock"
