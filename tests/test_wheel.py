"""What is installed from the wheel is what is in the repository."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
DATA = ("routines", "sounds")


def in_repository(folder: str) -> dict[str, bytes]:
    """The files of ``folder``, by their path below it."""
    return {
        file.relative_to(ROOT / folder).as_posix(): file.read_bytes()
        for file in (ROOT / folder).rglob("*")
        if file.is_file()
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (file,) = folder.glob("*.whl")
    return ZipFile(file)


@pytest.mark.parametrize("folder", DATA)
def test_the_wheel_holds_the_data_as_it_is_in_the_repository(wheel: ZipFile, folder: str) -> None:
    prefix = f"coach/_bundled/{folder}/"
    packed = {
        name.removeprefix(prefix): wheel.read(name)
        for name in wheel.namelist()
        if name.startswith(prefix)
    }
    assert packed
    assert packed == in_repository(folder)


def test_the_wheel_holds_the_content_and_nothing_beside_the_package(wheel: ZipFile) -> None:
    names = wheel.namelist()
    assert "coach/content/warning-signs.yaml" in names
    assert "coach/documents/report.schema.json" in names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"coach", "back_coach"}
    assert not any(name.startswith("coach/_bundled/") and name.endswith(".py") for name in names)
