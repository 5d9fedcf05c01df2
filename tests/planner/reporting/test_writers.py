"""Each format: what it holds, that names stay text, that a failure leaves what was there."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import python_calamine

from planner.errors import PlannerError
from planner.reporting import WRITERS, Report, ReportWriter
from planner.reporting.csv import csv_bytes, safe_text
from planner.reporting.json import json_object
from planner.reporting.xlsx import SHEETS, workbook_bytes

FORMULA = "=cmd|' /C calc'!A0"
EVERY_WRITER = pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: str(writer.key))


def read_csv(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


@EVERY_WRITER
def test_that_the_same_report_gives_the_same_bytes(writer: ReportWriter, report: Report) -> None:
    assert list(writer.files(report)) == list(writer.files(report))
    assert str(writer.label)


@EVERY_WRITER
def test_that_a_report_is_written_over_an_older_one(writer: ReportWriter, report: Report, tmp_path: Path) -> None:
    target = tmp_path / "out"
    for _time in range(2):
        writer.check_target(target)
        writer.write(report, target)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert target.is_dir() == writer.folder


@EVERY_WRITER
def test_that_a_failing_writer_leaves_the_old_file(writer: ReportWriter, report: Report, tmp_path: Path) -> None:
    def fail(_report: Report) -> Iterator[tuple[str, bytes]]:
        yield from list(writer.files(report))[:1] if writer.folder else []
        raise OSError(28, "No space left on device")

    target = tmp_path / "out"
    writer.write(report, target)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises((PlannerError, OSError)):
        replace(writer, files=fail).write(report, target)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_that_a_folder_is_filled_at_once_or_not_at_all(report: Report, tmp_path: Path) -> None:
    writer = next(writer for writer in WRITERS if writer.key == "csv")
    target = tmp_path / "out"
    target.mkdir()
    (target / "mine.txt").write_text("stays", encoding="utf-8")
    (target / "costs.csv").write_text("old", encoding="utf-8")
    unwritable = [*writer.files(report), ("no/such/folder.csv", b"")]
    with pytest.raises(PlannerError, match="unchanged"):
        replace(writer, files=lambda _report: unwritable).write(report, target)
    assert sorted(path.name for path in target.iterdir()) == ["costs.csv", "mine.txt"]
    assert (target / "costs.csv").read_text(encoding="utf-8") == "old"
    writer.write(report, target)
    assert (target / "mine.txt").read_text(encoding="utf-8") == "stays"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@EVERY_WRITER
def test_that_a_missing_folder_is_said_before_anything_is_written(writer: ReportWriter, tmp_path: Path) -> None:
    with pytest.raises(PlannerError, match="does not exist"):
        writer.check_target(tmp_path / "missing" / "out")
    assert list(tmp_path.iterdir()) == []


@EVERY_WRITER
def test_that_a_target_of_the_wrong_sort_is_refused(writer: ReportWriter, tmp_path: Path) -> None:
    target = tmp_path / "out"
    if writer.folder:
        target.write_text("", encoding="utf-8")
    else:
        target.mkdir()
    with pytest.raises(PlannerError, match=r"file|folder"):
        writer.check_target(target)


def test_that_json_holds_tidy_rows_in_the_agreed_shape(report: Report) -> None:
    said = json.loads(json.dumps(json_object(report), allow_nan=False))
    assert (said["format"], said["currency"], said["version"]) == (1, "EUR", report.version)
    (study,) = said["studies"]
    assert (study["scenario"], study["seed"], study["replications"]) == ("Base", 42, 20)
    assert study["metrics"][0] == {
        "metric": "contacts_potential",
        "unit": "count",
        "by": {},
        "value": 1200.0,
        "low": 1190.0,
        "high": 1210.0,
    }
    assert study["costs"][0] == {"line": "wages", "by": {}, "value": 19600.0, "low": 19500.0, "high": 19700.0}
    assert {promise["verdict"] for promise in study["promises"]} == {"met", "not certain"}


def test_that_json_tells_infinity_from_no_value(report: Report) -> None:
    (study,) = json_object(report)["studies"]
    (row,) = [row for row in study["metrics"] if row["metric"] == "first_response_time_p90"]
    assert row["value"] is None
    assert row["infinite"] == ["value"]


def test_that_csv_holds_every_metric_and_names_that_no_spreadsheet_calculates(report: Report, tmp_path: Path) -> None:
    writer = next(writer for writer in WRITERS if writer.key == "csv")
    writer.write(report, tmp_path / "tables")
    rows = read_csv(tmp_path / "tables" / "metrics.csv")
    assert len(rows) == len(report.sections[0].metrics)
    assert {row["segment"] for row in rows} == {"", "Pro", f"'{FORMULA}"}
    assert float(rows[0]["value"]) == 1200.0
    assert [row["value"] for row in rows if row["metric"] == "first_response_time_p90"] == ["inf"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\tx", "\rx"])
def test_that_text_that_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert safe_text(text) == f"'{text}"


def test_that_numbers_of_a_csv_file_stay_numbers() -> None:
    assert (
        csv_bytes(["a"], [[-1.5], [None], [math.nan], [True]]).decode("utf-8-sig")
        == 'a\r\n-1.5\r\n""\r\n""\r\nTrue\r\n'
    )


def test_that_every_sheet_of_the_workbook_can_be_read_back(report: Report) -> None:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(workbook_bytes(report)))
    assert len(book.sheet_names) == len(SHEETS) - 3  # no further question, nothing compared, nothing a range
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    metrics = sheets["Metrics"]
    assert len(metrics) == len(report.sections[0].metrics) + 1
    assert metrics[1][:3] == ["Base", "contacts_potential", "count"]
    assert metrics[1][-3:] == [1200.0, 1190.0, 1210.0]


def test_that_a_segment_named_like_a_formula_stays_text_in_the_workbook(report: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(report)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == FORMULA]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


def test_that_the_workbook_has_a_chart_with_intervals(report: Report) -> None:
    import zipfile

    book = zipfile.ZipFile(io.BytesIO(workbook_bytes(report)))
    chart = book.read("xl/charts/chart1.xml").decode()
    assert "<c:errBars>" in chart


def test_that_a_sheet_of_tables_is_printed_on_one_page(report: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(report)))
    for name in ("Summary", "By segment", "By hour", "Teams and cost"):
        # a workbook leaves out what is 1
        assert book[name].sheet_properties.pageSetUpPr.fitToPage, name
        assert book[name].page_setup.fitToHeight in {None, 1}, name


def test_that_records_name_segments_teams_and_outcomes(report: Report, tmp_path: Path) -> None:
    writer = next(writer for writer in WRITERS if writer.key == "records")
    writer.write(report, tmp_path / "rows")
    names = sorted(path.name for path in (tmp_path / "rows").iterdir())
    assert names[:2] == ["read-me.txt", "replication-001-agents.csv"]
    assert len(names) == 1 + 20 * 7
    assert read_csv(tmp_path / "rows" / "replication-001-tickets.csv") == []


def test_that_records_of_an_earlier_longer_run_do_not_stay_beside_those_of_this_one(
    report: Report, tmp_path: Path
) -> None:
    writer = next(writer for writer in WRITERS if writer.key == "records")
    target = tmp_path / "rows"
    writer.write(report, target)
    (target / "replication-notes.csv").write_text("mine", encoding="utf-8")
    (section,) = report.sections
    shorter = replace(section, records=section.records[:2], numbers=(0, 1))
    writer.write(replace(report, sections=(shorter,)), target)
    assert len(list(target.iterdir())) == 1 + 2 * 7 + 1
