"""Damaged archives: the reader says which file and byte, goes on, and gives out nothing that is not whole."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.archive.read import Archived, Trouble, stream
from tests.support.foreign import arc, gzipped, page, record, response, wacz

COUNT = 30
RECORDS = [response(number) for number in range(COUNT)]
UNPROVEN = [response(number, digest=False) for number in range(COUNT)]
FORMS: dict[str, list[bytes]] = {
    "gzip": [gzip.compress(one) for one in RECORDS],
    "gzip, no digests": [gzip.compress(one) for one in UNPROVEN],
    "plain": RECORDS,
    "ARC, gzip": [gzip.compress(one) for one in arc(range(COUNT))],
}
anywhere = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(path: Path, content: bytes, digests: bool = True) -> tuple[list[Archived], list[Trouble]]:
    path.write_bytes(content)
    troubles: list[Trouble] = []
    return list(stream(path, troubles.append, digests)), troubles


def whole(found: list[Archived]) -> list[int]:
    """The numbers of the pages; fails where a body is not as it was."""
    pages = [archived for archived in found if archived.record.kind == "response"]
    numbers = [int(archived.record.url.rpartition("/")[2]) for archived in pages]
    assert [archived.body for archived in pages] == [page(number) for number in numbers]
    return numbers


@pytest.mark.parametrize("digests", [True, False])
@pytest.mark.parametrize("form", ["gzip", "gzip, no digests", "ARC, gzip"])
@given(data=st.data())
@anywhere
def test_a_flipped_bit_costs_one_record(form: str, digests: bool, data: st.DataObject, tmp_path: Path) -> None:
    content = bytearray(b"".join(FORMS[form]))
    place = data.draw(st.integers(3 if "ARC" in form else 0, len(content) - 1))
    content[place] ^= 1 << data.draw(st.integers(0, 7))
    found, troubles = read(tmp_path / ("kabar.arc.gz" if "ARC" in form else "kabar"), bytes(content), digests)
    assert len(whole(found)) >= COUNT - 1
    if len(whole(found)) < COUNT:
        assert troubles
        assert troubles[0].offset <= place


@given(data=st.data())
@anywhere
def test_a_flipped_bit_in_a_block_costs_one_record_of_a_plain_file(data: st.DataObject, tmp_path: Path) -> None:
    """The head of a plain record has no checksum: what is changed there cannot be seen."""
    number = data.draw(st.integers(0, COUNT - 1))
    head = RECORDS[number].index(b"\r\n\r\n") + 4
    place = sum(map(len, RECORDS[:number])) + data.draw(st.integers(head, len(RECORDS[number]) - 5))
    content = bytearray(b"".join(RECORDS))
    content[place] ^= 1 << data.draw(st.integers(0, 7))
    found, troubles = read(tmp_path / "kabar", bytes(content))
    assert whole(found) == [other for other in range(COUNT) if other != number]
    assert [trouble.offset for trouble in troubles] == [sum(map(len, RECORDS[:number]))]


@pytest.mark.parametrize("digests", [True, False])
@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
@anywhere
def test_a_cut_file_gives_what_was_whole(form: str, digests: bool, data: st.DataObject, tmp_path: Path) -> None:
    parts = FORMS[form]
    skipped = len(parts) - COUNT
    place = data.draw(st.integers(len(parts[0]), sum(map(len, parts)) - 1))
    found, troubles = read(tmp_path / "kabar", b"".join(parts)[:place], digests)
    ends = [sum(map(len, parts[: n + 1])) for n in range(len(parts))]
    complete = sum(end <= place for end in ends) - skipped
    assert whole(found) in ([*range(complete)], [*range(complete + 1)])
    assert len(whole(found)) == complete or place >= ends[complete + skipped] - 4
    if place not in ends:
        assert troubles or len(whole(found)) > complete


@pytest.mark.parametrize("form", ["gzip", "gzip, no digests", "plain"])
@given(data=st.data())
@anywhere
def test_bytes_lost_or_put_in_cost_three_records_at_most(form: str, data: st.DataObject, tmp_path: Path) -> None:
    content = b"".join(FORMS[form])
    place = data.draw(st.integers(0, len(content)))
    lost, put_in = data.draw(st.integers(0, 200)), data.draw(st.binary(max_size=200))
    damaged = content[:place] + put_in + content[place + lost :]
    found, _ = read(tmp_path / "kabar", damaged)
    numbers = [archived.record.url for archived in found if archived.body in (page(n) for n in range(COUNT))]
    assert len(numbers) >= COUNT - 3
    if form != "plain":
        whole(found)


WRONG = {"longer": 40, "shorter": -40, "by the line ends": 4, "by one": 1, "to the end": 10**6, "by records": 2000}


@pytest.mark.parametrize("pack", [gzip.compress, bytes], ids=["gzip", "plain"])
@pytest.mark.parametrize("digest", [True, False], ids=["digest", "none"])
@pytest.mark.parametrize("by", WRONG.values(), ids=WRONG)
def test_a_wrong_length_costs_its_record(pack: Callable[[bytes], bytes], digest: bool, by: int, tmp_path: Path) -> None:
    made = [response(number, digest=digest) for number in range(10)]
    length = made[4].split(b"Content-Length: ")[1].split(b"\r\n")[0]
    made[4] = made[4].replace(b"Content-Length: " + length, b"Content-Length: %d" % (int(length) + by))
    parts = [pack(one) for one in made]
    found, troubles = read(tmp_path / "kabar", b"".join(parts))
    assert whole(found) == [0, 1, 2, 3, 5, 6, 7, 8, 9]
    assert [(trouble.path.name, trouble.offset) for trouble in troubles] == [("kabar", sum(map(len, parts[:4])))]


JUNK = [b"junk " * 9, bytes(5000), b"\x1f\x8b\x08junk", b"WARC/1.0\r\njunk", b"\r\n\r\njunk\r\n"]


@pytest.mark.parametrize("pack", [gzip.compress, bytes], ids=["gzip", "plain"])
@pytest.mark.parametrize("junk", JUNK)
def test_junk_between_records_costs_none(pack: Callable[[bytes], bytes], junk: bytes, tmp_path: Path) -> None:
    parts = [pack(one) for one in RECORDS[:6]]
    found, troubles = read(tmp_path / "kabar", b"".join([*parts[:3], junk, b"\r\n", *parts[3:]]))
    assert whole(found) == [*range(6)]
    assert troubles[0].offset == sum(map(len, parts[:3]))
    assert whole(read(tmp_path / "kabar", b"".join([*parts, junk]))[0]) == [*range(6)]


def test_a_digest_that_does_not_hold_is_told_though_the_checksum_does(tmp_path: Path) -> None:
    changed = RECORDS[1].replace(b"<p>Kabar 1</p>", b"<p>Kabar I</p>")
    content = gzipped([RECORDS[0], changed, RECORDS[2]])
    found, troubles = read(tmp_path / "kabar", content)
    assert whole(found) == [0, 2]
    assert [trouble.offset for trouble in troubles] == [len(gzip.compress(RECORDS[0]))]


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b\x08", b"PK\x03\x04", b"filedesc://", bytes(999)])
def test_what_is_no_archive_is_told(content: bytes, tmp_path: Path) -> None:
    found, troubles = read(tmp_path / "kabar", content)
    assert found == []
    assert troubles
    assert str(troubles[0]).startswith(f"{tmp_path / 'kabar'}, byte 0: ")


@given(data=st.data())
@anywhere
def test_a_file_packed_as_a_whole_gives_what_lies_before_the_damage(data: st.DataObject, tmp_path: Path) -> None:
    content = gzip.compress(b"".join(RECORDS))
    place = data.draw(st.integers(20, len(content) - 9))
    found, troubles = read(tmp_path / "kabar", content[:place])
    assert troubles
    numbers = whole(found)
    assert numbers == [*range(len(numbers))]
    assert len(numbers) >= COUNT * place // len(content) - 4


def test_a_damaged_entry_of_a_wacz_is_named(tmp_path: Path) -> None:
    content = bytearray(gzipped(RECORDS))
    content[5000] ^= 1
    path = tmp_path / "kabar.wacz"
    wacz(path, {"a.warc.gz": bytes(content)}, stated={"a.warc.gz": gzipped(RECORDS)})
    found, troubles = read(path, path.read_bytes())
    assert len(whole(found)) == COUNT - 1
    assert [trouble.path for trouble in troubles] == [path, path / "archive" / "a.warc.gz"]


def test_a_broken_request_costs_nothing_else(tmp_path: Path) -> None:
    request = record("request", "http://kabar.example/0", b"GET /0 HTTP/1.1\r\n\r\n").replace(b"h: 19", b"h: 999")
    found, troubles = read(tmp_path / "kabar", b"".join([RECORDS[0], request, *RECORDS[1:]]))
    assert whole(found) == [*range(COUNT)]
    assert [trouble.offset for trouble in troubles] == [len(RECORDS[0])]
