"""Settings from outside: the environment (`WARTA_NAME=value`) over a TOML file named by `WARTA_CONFIG`."""

import os
import tomllib
from pathlib import Path
from typing import Any

_PREFIX = "WARTA_"


class ConfigError(ValueError):
    """Raised for a configuration file that cannot be used, with what to do about it."""


def overrides() -> dict[str, Any]:
    """Setting names and values, as the user gave them; `-s NAME=VALUE` on the command line still wins."""
    environment = {name.removeprefix(_PREFIX): value for name, value in os.environ.items() if name.startswith(_PREFIX)}
    file = environment.pop("CONFIG", None)
    return {**(_read(Path(file)) if file else {}), **environment}


def _read(file: Path) -> dict[str, Any]:
    try:
        settings = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"WARTA_CONFIG names {file}, which cannot be read: {error.strerror}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            f"{file} is no TOML: {error}. Lines read NAME = value, such as CONTACT = 'me@example.org'"
        ) from error
    unknown = [name for name in settings if not name.isupper()]
    if unknown:
        raise ConfigError(f"{file}: setting names are written in capitals, not {', '.join(unknown)}")
    return settings
