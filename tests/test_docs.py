"""Pages and declarations say the same: what is declared is written into pages; links and commands lead somewhere.

Run as a module, this file writes the tables of docs/model.md and the answer of README.md and docs/answer.svg anew:

    .venv/bin/python -m tests.test_docs
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.core import TyperGroup
from typer.main import get_command

from planner.cli.application import app
from planner.economics import LINES
from planner.examples import example_text
from planner.metrics import METRICS
from planner.reporting import Report, build_report, print_report
from planner.scenario.distribution import DistributionKind, DurationDistribution, ReplyCount
from planner.scenario.fields import DeclaredField, Part, Structure, declared_fields, structure
from planner.scenario.files import load_plan_text
from planner.scenario.kinds import NumberKind, Reference
from planner.scenario.not_yet import NOT_YET
from planner.scenario.plan import PlanHeader
from planner.scenario.scenario import Scenario
from planner.study import run_study
from planner.units import Duration

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
MODEL = ROOT / "docs" / "model.md"
GUIDE = ROOT / "docs" / "guide.md"
PICTURE = ROOT / "docs" / "answer.svg"
PAGES = (README, MODEL, GUIDE, ROOT / "docs" / "window.md", ROOT / "scenarios" / "README.md")
COMMAND = ".venv/bin/python -m tests.test_docs"
NO_VALUE = "–"
TOP_LEVEL = {PlanHeader: "The file", Scenario: "Top level"}
WIDTH = 100
SHOWN_TABLES = ("promises", "waits", "people")
OTHER_OPTIONS = {"--help", "--quick", "--nworkers", "--nthreads"}


def keys() -> str:
    """A table for each part of a plan, under the addresses at which it may stand."""
    parts: dict[type[Part], list[str]] = {}
    for part, address in [*_places(PlanHeader, ""), *_places(Scenario, "")]:
        if address not in parts.setdefault(part, []):
            parts[part].append(address)
    return "\n\n".join(_part_table(part, addresses) for part, addresses in parts.items())


def _places(part: type[Part], address: str) -> Iterator[tuple[type[Part], str]]:
    yield part, address
    for name, declared in declared_fields(part).items():
        yield from _inside(declared.structure, f"{address}.{name}" if address else name)


def _inside(place: Structure, address: str) -> Iterator[tuple[type[Part], str]]:
    if place.part is not None:
        yield from _places(place.part, address)
    elif place.items is not None:
        yield from _inside(structure(place.items), f"{address}[]")
    elif place.entries is not None:
        yield from _inside(structure(place.entries), f"{address}.*")


def _part_table(part: type[Part], addresses: list[str]) -> str:
    title = ", ".join(f"`{address}`" for address in addresses) if addresses != [""] else TOP_LEVEL[part]
    if len(addresses) > 6:
        title = part.__doc__.split(":", maxsplit=1)[0] if part.__doc__ else part.__name__
    rows = [_row(part, name, declared) for name, declared in declared_fields(part).items()]
    head = f"#### {title}\n\n| key | value | default | meaning |\n|---|---|---|---|\n"
    return head + "\n".join(rows)


def _row(part: type[Part], name: str, declared: DeclaredField) -> str:
    shown = "mon-fri …" if part.is_entry("mon-fri") and name == "opens" else name
    meaning = str(declared.help).replace("|", "\\|")
    return f"| `{shown}` | {_value(declared)} | {_default(declared)} | {meaning} |"


def _value(declared: DeclaredField) -> str:
    place = declared.structure
    if place.choices:
        return ", ".join(place.choices)
    if place.entries is not None:
        return f"table of {_word(structure(place.entries))}s"
    if place.items is not None:
        return f"list of {_word(structure(place.items))}s"
    word = _word(place)
    return declared.unit or word if word == "number" else word


def _word(place: Structure) -> str:
    kind = place.kind
    if isinstance(kind, DistributionKind):
        return f"distribution ({kind.shape})"
    if isinstance(kind, NumberKind):
        return "share" if kind.low == 0 and kind.high <= 1 else "number"
    if isinstance(kind, Reference):
        return "name"
    if kind is not None:
        return kind.name.replace("_", " ").removesuffix("s")
    if place.items is None and place.part is None:
        return "number"
    return "list" if place.items is not None else "table"


def _default(declared: DeclaredField) -> str:
    if declared.required:
        return NO_VALUE
    return _written(declared.default)


def _written(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, Duration):
        return value.text
    if isinstance(value, (DurationDistribution, ReplyCount)):
        return _written(value.mean)
    if isinstance(value, Part):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, (Mapping, tuple)) and not value:
        return ""
    return str(value)


def metrics() -> str:
    """A row for each metric, or for several with one definition; splits that most of them share are named once."""
    usual = Counter(metric.splits for metric in METRICS).most_common(1)[0][0]
    rows = []
    for (definition, splits), group in groupby(METRICS, key=lambda metric: (str(metric.definition), metric.splits)):
        members = list(group)
        names = ", ".join(f"`{metric.name}`" for metric in members)
        added = [split for split in splits if split not in usual]
        if set(usual) <= set(splits):
            shown = ", ".join(["usual", *map(" and ".join, added)])
        else:
            shown = ", ".join(map(" and ".join, splits))
        rows.append(f"| {names} | {members[0].unit} | {definition} | {shown} |")
    head = f"*Usual* splits are: {', '.join(map(' and '.join, usual))}.\n\n"
    return head + "| name | unit | what it says | split by |\n|---|---|---|---|\n" + "\n".join(rows)


def costs() -> str:
    """A row for each line of the cost."""
    rows = [f"| `{line.name}` | {line.label} | {line.definition} |" for line in LINES]
    return "| line | label | what it holds |\n|---|---|---|\n" + "\n".join(rows)


def not_yet() -> str:
    """A row for each kind of key that has no effect yet."""
    rows = [f"| {kind.label} | {', '.join(f'`{pattern}`' for pattern in kind.patterns)} |" for kind in NOT_YET]
    return "| what | keys |\n|---|---|\n" + "\n".join(rows)


def answer() -> str:
    """What the terminal shows first of the answer of an example."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), color_system=None)
    print_report(_shown_report(), console)
    text = console.export_text()
    lines = [line.rstrip() for line in text.splitlines()]
    return "```\n$ support-planner run --example two-tiers\n\n" + "\n".join(lines).strip() + "\n…\n```"


def picture() -> str:
    """The same as a picture."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    print_report(_shown_report(), console)
    return console.export_svg(title="support-planner run --example two-tiers", unique_id="answer")


@cache
def _shown_report() -> Report:
    plan = load_plan_text(example_text("two-tiers"))
    report = build_report(plan, [run_study(plan.scenario("Base"))])
    section = report.sections[0]
    tables = tuple(table for table in section.tables if table.key in SHOWN_TABLES)
    return replace(report, sections=(replace(section, tables=tables),), assumptions=(), warnings=(), terms=())


SECTIONS: dict[str, Callable[[], str]] = {"keys": keys, "metrics": metrics, "costs": costs, "not yet": not_yet}


def written_anew(page: str, sections: Mapping[str, Callable[[], str]]) -> str:
    """The page with each section between its marks replaced."""
    for name, section in sections.items():
        before, rest = page.split(f"<!-- {name}: begin -->")
        after = rest.split(f"<!-- {name}: end -->")[1]
        page = f"{before}<!-- {name}: begin -->\n\n{section()}\n\n<!-- {name}: end -->{after}"
    return page


@pytest.mark.parametrize("name", SECTIONS)
def test_that_the_model_page_says_what_is_declared(name: str) -> None:
    page = MODEL.read_text(encoding="utf-8")
    assert written_anew(page, {name: SECTIONS[name]}) == page, f"write it anew: {COMMAND}"


@pytest.mark.slow
def test_that_the_front_page_shows_the_answer_of_the_example() -> None:
    page = README.read_text(encoding="utf-8")
    assert written_anew(page, {"answer": answer}) == page, f"write it anew: {COMMAND}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_that_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if not link.startswith("http") and not (page.parent / link).exists()]
    assert not missing


def test_that_the_guide_names_verbs_and_options_that_exist() -> None:
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    commands = group.commands
    options = {option for command in commands.values() for each in command.params for option in each.opts}
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert set(re.findall(r"support-planner ([a-z]+)", text)) <= set(commands)
    assert set(re.findall(r"(--[a-z][a-z-]+)", text)) - OTHER_OPTIONS <= options


@pytest.mark.parametrize("page", [MODEL, GUIDE], ids=lambda page: page.name)
def test_that_a_piece_of_a_plan_on_a_page_fits_the_first_example(page: Path) -> None:
    plan = example_text("two-tiers")
    pieces = re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert pieces
    for piece in pieces:
        changed = load_plan_text(f"{plan}\n{piece}")
        base, *_others, added = (changed.scenario(name) for name in changed.scenario_names)
        assert added.teams != base.teams


if __name__ == "__main__":
    MODEL.write_text(written_anew(MODEL.read_text(encoding="utf-8"), SECTIONS), encoding="utf-8")
    README.write_text(written_anew(README.read_text(encoding="utf-8"), {"answer": answer}), encoding="utf-8")
    PICTURE.write_text(picture(), encoding="utf-8")
