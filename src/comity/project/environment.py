"""What the environment says, read once and checked before anything starts.

COMITY_HOME          folder of the three stores            ./var
COMITY_DATABASE_URL  sqlite:///PATH or postgresql://…      SQLite in the home
COMITY_SECRET_KEY    signs sessions                        made on first run
COMITY_ENGINE        polars, local[N] or spark://HOST      polars
COMITY_HOSTS         host names served, comma-separated    loopback only
COMITY_HTTPS         1 where a proxy speaks HTTPS          0
COMITY_DEBUG         1 shows traces; never on a network    0
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from comity.errors import BadSetting

SETTINGS = {
    "COMITY_HOME": "The folder that holds the register, the ledger and the releases.",
    "COMITY_DATABASE_URL": "The register's database: sqlite:///PATH or postgresql://USER:PASSWORD@HOST:PORT/NAME.",
    "COMITY_SECRET_KEY": "Signs sessions and forms; at least 32 characters.",
    "COMITY_ENGINE": "What computes coverage: polars, local[N] or spark://HOST:PORT.",
    "COMITY_HOSTS": "Host names under which the site is served, separated by commas.",
    "COMITY_HTTPS": "1 when visitors reach the site over HTTPS: cookies are then sent over HTTPS only.",
    "COMITY_DEBUG": "1 shows traces to whoever asks; refused unless only loopback is served.",
}
"""Every setting and what it does; docs/reference/settings.md is made from it."""

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

SECRET_LENGTH = 32

_ENGINE = re.compile(r"polars|local\[\d+\]|spark://[\w.:-]+")


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings that stand for one run."""

    home: Path
    database: dict[str, Any]
    secret_key: str
    engine: str
    hosts: tuple[str, ...]
    https: bool
    debug: bool

    @property
    def secret_file(self) -> Path:
        """Where the first run leaves the key that it made."""
        return self.home / "secret_key"

    def prepare_home(self) -> None:
        """Make the home and the key that signs sessions, once.

        Raises:
            BadSetting: the home cannot be written.
        """
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            if not self.secret_file.exists():
                self.secret_file.touch(mode=0o600)
                self.secret_file.write_text(self.secret_key, encoding="ascii")
        except OSError as error:
            raise BadSetting(
                name="COMITY_HOME", value=str(self.home), reason=str(error.strerror)
            ) from error


def read_environment(environ: Mapping[str, str]) -> Environment:
    """Check what the environment says.

    Raises:
        BadSetting: a setting is unknown, malformed or unsafe.
    """
    for name in environ:
        if name.startswith("COMITY_") and name not in SETTINGS and name not in TESTING:
            raise BadSetting(
                name=name, value=environ[name], reason="there is no such setting"
            )
    home = Path(environ.get("COMITY_HOME") or "var").expanduser().absolute()
    if home.exists() and not home.is_dir():
        raise BadSetting(name="COMITY_HOME", value=str(home), reason="it is a file")
    engine = environ.get("COMITY_ENGINE") or "polars"
    if not _ENGINE.fullmatch(engine):
        raise BadSetting(
            name="COMITY_ENGINE",
            value=engine,
            reason="only polars, local[N] and spark://HOST:PORT are known",
        )
    hosts = tuple(
        host.strip()
        for host in environ.get("COMITY_HOSTS", "").split(",")
        if host.strip()
    )
    debug = _switch(environ, "COMITY_DEBUG")
    if debug and hosts:
        raise BadSetting(
            name="COMITY_DEBUG",
            value="1",
            reason="traces must not be shown to other hosts; unset COMITY_HOSTS first",
        )
    return Environment(
        home=home,
        database=_database(environ.get("COMITY_DATABASE_URL", ""), home),
        secret_key=_secret_key(environ.get("COMITY_SECRET_KEY", ""), home),
        engine=engine,
        hosts=hosts,
        https=_switch(environ, "COMITY_HTTPS"),
        debug=debug,
    )


TESTING = frozenset(
    {"COMITY_TESTING", "COMITY_FAILPOINT", "COMITY_GOLDEN", "COMITY_SHARED_DATA"}
)
"""Read by the tests and by what they test, never by a running site."""


def _switch(environ: Mapping[str, str], name: str) -> bool:
    value = environ.get(name, "")
    if value not in {"", "0", "1"}:
        raise BadSetting(name=name, value=value, reason="only 0 and 1 are known")
    return value == "1"


def _secret_key(given: str, home: Path) -> str:
    if given:
        if len(given) < SECRET_LENGTH:
            raise BadSetting(
                name="COMITY_SECRET_KEY",
                value="(not shown)",
                reason=f"it is shorter than {SECRET_LENGTH} characters",
            )
        return given
    kept = home / "secret_key"
    try:
        return kept.read_text(encoding="ascii").strip() or secrets.token_urlsafe(48)
    except FileNotFoundError:
        return secrets.token_urlsafe(48)
    except OSError as error:
        raise BadSetting(
            name="COMITY_HOME",
            value=str(home),
            reason=f"its secret_key: {error.strerror}",
        ) from error


def _database(url: str, home: Path) -> dict[str, Any]:
    if not url:
        return _sqlite(home / "register.sqlite3")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise BadSetting(
            name="COMITY_DATABASE_URL", value=url[:20] + "…", reason=str(error)
        ) from error
    if parts.scheme == "sqlite" and parts.path.strip("/"):
        return _sqlite(Path(unquote(parts.path[1:])).absolute())
    if parts.scheme in {"postgresql", "postgres"} and parts.path.strip("/"):
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", unquote(parts.hostname or "")),
            "PORT": str(port or ""),
            "OPTIONS": options,
            "CONN_HEALTH_CHECKS": True,
            "CONN_MAX_AGE": 60,
        }
    raise BadSetting(
        name="COMITY_DATABASE_URL",
        value=f"{parts.scheme}:…",
        reason="only sqlite:///PATH and postgresql://…/NAME are known",
    )


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                "PRAGMA mmap_size=134217728; PRAGMA cache_size=-65536;"
            ),
        },
    }
