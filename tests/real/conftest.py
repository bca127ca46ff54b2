"""One home for the published files: the lists are loaded, three responses opened."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import data_lack

FILES = {
    "eth": ("ETH", "3w/eth_3w_august_2025.csv", "2025-08"),
    "som": ("SOM", "3w/som_3w_january_april_2025.xlsx", "2025-01/2025-04"),
    "afg": ("AFG", "3w/afg_3w_january_march_2024.csv", "2024-01/2024-03"),
}
WRITING = {"intake", "accept", "withdraw", "reinstate"}
LISTS = (
    ("organizations", "orgs/hdx_hapi_organisations_global.csv"),
    ("areas", "places/global_pcodes_adm_1_2.csv"),
    ("boundaries", "geo/ETH_adm3.topojson"),
)


@dataclass
class Stores:
    """A home that is worked on by command only, as an operator would.

    Args:
        data: the folder of published files.
        documents: case to what `comity intake` answered.
    """

    home: Path
    data: Path
    documents: dict[str, Any] = field(default_factory=dict)
    answers: dict[tuple[object, ...], Any] = field(default_factory=dict)

    def comity(self, *arguments: object) -> Any:
        if arguments[0] in WRITING:
            self.answers.clear()
        environ = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("COMITY_", "DJANGO_"))
        }
        done = subprocess.run(
            [
                *(sys.executable, "-m", "comity", *map(str, arguments)),
                "--json",
            ],
            env=environ | {"COMITY_HOME": str(self.home)},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout)

    def intake(self, case: str, *options: object) -> Any:
        _, file, period = FILES[case]
        return self.comity(
            *("intake", self.data / file, "--response", f"{case}-test"),
            *("--period", period, *options),
        )

    def coverage(self, case: str, *options: object) -> list[dict[str, Any]]:
        return self.asked("coverage", f"{case}-test", *options)["rows"]

    def queue(self, case: str) -> list[dict[str, Any]]:
        return self.asked("judge", "queue", "--response", f"{case}-test")

    def asked(self, *question: object) -> Any:
        """What a reading command answers; asked once while nothing is written."""
        if question not in self.answers:
            self.answers[question] = self.comity(*question)
        return self.answers[question]


@pytest.fixture(scope="session")
def stores(
    tmp_path_factory: pytest.TempPathFactory, shared_data: Path
) -> Iterator[Stores]:
    if lack := data_lack():
        pytest.skip(lack)
    stores = Stores(tmp_path_factory.mktemp("real") / "home", shared_data)
    stores.comity("init")
    for what, file in LISTS:
        stores.comity("load", what, shared_data / file, "--source", f"List of {what}")
    for case, (country, _, _) in FILES.items():
        stores.comity("response", "create", f"{case}-test", "--country", country)
        stores.documents[case] = stores.intake(case)
        stores.comity("accept", stores.documents[case]["submission"])
    return stores
