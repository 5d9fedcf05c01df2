from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

import pytest
import xlsxwriter

from planner.errors import PlannerError
from planner.history import reading
from planner.history.reading import read_history

TEXT = "id;name;note\n1;Zoë;a\n2;Max;b\n"


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
def test_that_usual_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    table = read_history(written(tmp_path / "log.csv", TEXT.encode(encoding)))
    assert list(table.columns) == ["id", "name", "note"]
    assert list(table.columns["name"]) == ["Zoë", "Max"]


@pytest.mark.parametrize("separator", ["\t", ";", ",", "|"])
def test_that_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    table = read_history(written(tmp_path / "log.txt", TEXT.replace(";", separator).encode()))
    assert list(table.columns["note"]) == ["a", "b"]


def test_that_a_gzip_file_is_known_by_its_content_rather_than_its_name(tmp_path: Path) -> None:
    assert len(read_history(written(tmp_path / "log", gzip.compress(TEXT.encode())))) == 2


def test_that_line_ends_of_other_systems_and_blank_lines_do_not_count(tmp_path: Path) -> None:
    table = read_history(written(tmp_path / "log.csv", b"a,b\r\n1,2\r\n\r\n3,4\r\n"))
    assert list(table.columns["b"]) == ["2", "4"]
    assert list(table.lines) == [2, 4]


def test_that_rows_with_a_wrong_number_of_fields_are_left_out_with_their_lines(tmp_path: Path) -> None:
    table = read_history(written(tmp_path / "log.csv", b"a,b\n1,2\n3\n4,5,6\n7,8\n"))
    assert table.wrong_width == (3, 4)
    assert list(table.columns["a"]) == ["1", "7"]


def test_that_rows_that_repeat_another_are_counted(tmp_path: Path) -> None:
    table = read_history(written(tmp_path / "log.csv", b"a,b\n1,2\n1,2\n1,3\n"))
    assert (len(table), table.duplicates, table.rows_read) == (2, 1, 3)


def test_that_repeated_and_blank_column_names_become_different(tmp_path: Path) -> None:
    table = read_history(written(tmp_path / "log.csv", b"a,a,,a\n1,2,3,4\n"))
    assert list(table.columns) == ["a", "a (2)", "column 3", "a (3)"]
    assert table.renamed == ("a (2)", "column 3", "a (3)")


def test_that_a_workbook_is_read_with_its_dates_and_times(tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet("empty")
        sheet = workbook.add_worksheet("calls")
        sheet.write_row(0, 0, ["came", "seconds"])
        moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        sheet.write_datetime(1, 0, dt.datetime.fromisoformat("2026-03-02 09:05:30"), moment)
        sheet.write_number(1, 1, 42)
    table = read_history(path)
    assert (table.columns["came"][0], table.columns["seconds"][0]) == ("2026-03-02 09:05:30", "42")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"a,b\n", "no usable row"),
        (b"a,b\n1\n2\n", "2 of them with another number of fields"),
        (b"\x89PNG\x00\x00\x01", "is not text"),
        (b"\x1f\x8bbroken", "damaged gzip"),
        (gzip.compress(TEXT.encode() * 100)[:-12], "damaged gzip"),
        (b"PK\x03\x04broken", "cannot be read as a workbook"),
        (b'a,b\n"' + b"x" * 200_000 + b'",2\n', "line 2"),
    ],
    # the bytes would make a name that holds the time of the compression
    ids=["empty", "blank", "header", "ragged", "picture", "not_gzip", "cut_gzip", "not_workbook", "endless_field"],
)
def test_that_a_file_without_a_history_is_refused_in_one_sentence(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(PlannerError, match=said):
        read_history(written(tmp_path / "log.csv", data))


def test_that_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PlannerError, match="There is no file"):
        read_history(tmp_path / "none.csv")
    with pytest.raises(PlannerError, match="is a folder"):
        read_history(tmp_path)


def test_that_a_huge_file_is_refused_before_it_is_unpacked_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGEST_BYTES", 1000)
    with pytest.raises(PlannerError, match="Export fewer months"):
        read_history(written(tmp_path / "log.gz", gzip.compress(b"a,b\n" + b"1,2\n" * 100_000)))
    monkeypatch.setattr(reading, "LARGEST_BYTES", 1_000_000)
    monkeypatch.setattr(reading, "LARGEST_ROWS", 2)
    with pytest.raises(PlannerError, match="more than 2 rows"):
        read_history(written(tmp_path / "log.csv", b"a,b\n1,2\n3,4\n5,6\n"))
