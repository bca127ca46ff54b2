"""Settings from the environment: safe when unset, and refused by name when wrong."""

import stat
from pathlib import Path

import pytest

from comity.errors import BadSetting
from comity.project.environment import SETTINGS, read_environment


def test_nothing_needs_to_be_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    environment = read_environment({})

    assert environment.home == tmp_path / "var"
    assert environment.database["NAME"] == tmp_path / "var" / "register.sqlite3"
    assert environment.database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert (environment.engine, environment.hosts) == ("polars", ())
    assert (environment.https, environment.debug) == (False, False)
    assert len(environment.secret_key) >= 32
    assert not environment.home.exists()


def test_the_key_that_the_first_run_makes_is_kept_and_private(tmp_path: Path) -> None:
    given = {"COMITY_HOME": str(tmp_path / "home")}
    first = read_environment(given)
    first.prepare_home()
    first.prepare_home()

    assert read_environment(given).secret_key == first.secret_key
    assert stat.S_IMODE(first.secret_file.stat().st_mode) == 0o600


def test_a_given_key_is_used_and_never_shown(tmp_path: Path) -> None:
    given = {"COMITY_HOME": str(tmp_path), "COMITY_SECRET_KEY": "k" * 32}
    assert read_environment(given).secret_key == "k" * 32

    with pytest.raises(BadSetting) as refused:
        read_environment({**given, "COMITY_SECRET_KEY": "hunter2"})
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COMITY_ENGINE", "foo"),
        ("COMITY_ENGINE", "spark"),
        ("COMITY_ENGINE", "local[x]"),
        ("COMITY_HTTPS", "yes"),
        ("COMITY_DEBUG", "true"),
        ("COMITY_SECRET_KEY", "short"),
        ("COMITY_DATABASE_URL", "mysql://localhost/x"),
        ("COMITY_DATABASE_URL", "sqlite:///"),
        ("COMITY_DATABASE_URL", "postgresql://localhost"),
        ("COMITY_DATABASE_URL", "postgresql://localhost:99999/x"),
        ("COMITY_DATABASE_URL", "register.sqlite3"),
        ("COMITY_ENGIN", "polars"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(
    tmp_path: Path, name: str, value: str
) -> None:
    with pytest.raises(BadSetting) as refused:
        read_environment({"COMITY_HOME": str(tmp_path), name: value})

    assert refused.value.name == name
    assert name in str(refused.value)
    assert refused.value.reason


def test_a_refusal_never_shows_the_databases_password(tmp_path: Path) -> None:
    for url in (
        "mysql://me:hunter2@localhost/x",
        "postgresql://me:hunter2@localhost:99999/x",
        "postgresql://me:hunter2@localhost",
    ):
        with pytest.raises(BadSetting) as refused:
            read_environment({"COMITY_HOME": str(tmp_path), "COMITY_DATABASE_URL": url})
        assert "hunter2" not in str(refused.value)


def test_traces_are_shown_on_this_machine_only(tmp_path: Path) -> None:
    given = {"COMITY_HOME": str(tmp_path), "COMITY_DEBUG": "1"}

    assert read_environment(given).debug
    with pytest.raises(BadSetting, match="COMITY_DEBUG"):
        read_environment({**given, "COMITY_HOSTS": "comity.example.org"})


def test_a_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.touch()

    with pytest.raises(BadSetting, match="it is a file"):
        read_environment({"COMITY_HOME": str(home)})


@pytest.mark.parametrize("engine", ["polars", "local[2]", "spark://host:7077"])
def test_engines_that_are_known_are_taken(tmp_path: Path, engine: str) -> None:
    given = {"COMITY_HOME": str(tmp_path), "COMITY_ENGINE": engine}

    assert read_environment(given).engine == engine


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://me:p%40ss@db:5433/comity",
            {
                "NAME": "comity",
                "USER": "me",
                "PASSWORD": "p@ss",
                "HOST": "db",
                "PORT": "5433",
            },
        ),
        (
            "postgres:///comity?host=/run/pg",
            {"NAME": "comity", "HOST": "/run/pg", "PORT": ""},
        ),
        ("sqlite:////srv/register.db", {"NAME": Path("/srv/register.db")}),
    ],
)
def test_the_address_of_a_database_is_read(
    tmp_path: Path, url: str, expected: dict[str, object]
) -> None:
    given = {"COMITY_HOME": str(tmp_path), "COMITY_DATABASE_URL": url}
    database = read_environment(given).database

    assert {name: database[name] for name in expected} == expected


def test_other_programs_settings_are_none_of_ours(tmp_path: Path) -> None:
    given = {"COMITY_HOME": str(tmp_path), "PATH": "/bin", "DJANGO_DEBUG": "1"}

    assert not read_environment(given).debug


def test_every_setting_says_what_it_does() -> None:
    assert all(meaning.endswith(".") for meaning in SETTINGS.values())
