"""manage.py import_workbooks: what it tells, what it refuses, and what it leaves behind."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from statistics.models import CaseRow, Edition, Report, SourceWorkbook
from units.models import User

PERIOD = ("--year", "2021", "--quarter", "2")


def run(folder: Path, *options: str) -> list[str]:
    """What the command tells, line by line."""
    out = StringIO()
    call_command("import_workbooks", str(folder), *PERIOD, *options, stdout=out)
    return out.getvalue().splitlines()


def told(folder: Path, *options: str) -> list[tuple]:
    """Of each file: its name, its unit, what became of it, and the codes of its problems."""
    return [
        (file["file"], file["unit"], file["status"], [each["code"] for each in file["problems"]])
        for file in json.loads("\n".join(run(folder, "--json", *options)))
    ]


def sentences(folder: Path, *options: str) -> list[str]:
    """All problems, in the words that people read."""
    outcomes = json.loads("\n".join(run(folder, "--json", *options)))
    return [problem["message"] for file in outcomes for problem in file["problems"]]


def filled(report) -> dict:
    report = Report.objects.with_table().get(pk=report.pk)
    return {name: figure for name, figure in report.figures.cells.items() if figure is not None}


def stored() -> dict:
    """All that an import could leave behind."""
    counted = (SourceWorkbook, Edition, CaseRow, User, Group)
    reports = Report.objects.order_by("pk").values_list("pk", "version", "status", "source_id")
    return {"reports": list(reports)} | {model: model.objects.count() for model in counted}


def refusal(*arguments: str) -> str:
    with pytest.raises(CommandError) as refused:
        call_command("import_workbooks", *arguments, stdout=StringIO())
    return str(refused.value)
