"""An archive is thinned as docs/archive.md says: what goes is packaged, and what stays can still be read."""

from pathlib import Path
from zipfile import ZipFile

from crawler.archive.read import read_response
from crawler.archive.repair import repair_all
from crawler.archive.revisit import Originals
from crawler.folders import Folders
from tests.support.warta import Done, warta
from tests.test_revisit import NEW, OLD, Archive


def wacz(data: Path, name: str, *words: str) -> tuple[Done, Path]:
    package = data / name
    return warta(data, "wacz", "kabar", *words, "-o", str(package)), package


def test_old_files_go_by_way_of_a_package_and_come_back(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for body in (OLD, NEW, OLD):  # on the first, second and third of November; the third is a revisit of the first
        archive.add(body)
    repair_all(Folders(tmp_path))
    before = {path: path.read_bytes() for path in archive.files}

    goes, old = wacz(tmp_path, "old.wacz", "--until", "2026-11-02")
    stays, new = wacz(tmp_path, "stays.wacz", "--since", "2026-11-03")
    assert (goes.code, stays.code) == (0, 0)
    taken_away = archive.files[:2]
    for path in taken_away:
        path.unlink()
    with ZipFile(new) as package:
        for name in package.namelist():
            if name.endswith("-cut.warc.gz"):
                (archive.folder / Path(name).name).write_bytes(package.read(name))
    told = repair_all(Folders(tmp_path))
    assert any("-cut.warc.gz: listed in index and manifest" in line for line in told)

    check, _ = wacz(tmp_path, "check.wacz", "--since", "2026-11-03")
    assert (check.code, check.err) == (0, "")
    record, payload = read_response(archive.files[2], archive.captures[2].offset)
    assert record.kind == "revisit"
    assert Originals([archive.files[2]]).resolve(record, payload).payload == OLD

    with ZipFile(old) as package:
        for path in taken_away:
            assert package.read(f"archive/{path.name}") == before[path]
