"""The register's tables are what its models say."""

import io

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    said = io.StringIO()

    try:
        call_command("makemigrations", check_changes=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(said.getvalue(), pytrace=False)


def test_the_settings_pass_the_checks_of_django() -> None:
    call_command("check", fail_level="WARNING", stdout=io.StringIO())
