import polars as pl
import pytest

from comity.exercise import Exercise, write_exercise


@pytest.fixture(scope="session")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> Exercise:
    return write_exercise(tmp_path_factory.mktemp("exercise"))


@pytest.fixture(scope="session")
def truth(exercise: Exercise) -> pl.DataFrame:
    return pl.read_csv(exercise.truth, infer_schema=False)


@pytest.fixture(scope="session")
def lines(exercise: Exercise) -> pl.DataFrame:
    return pl.read_csv(exercise.folder / "lines.csv", infer_schema=False)
