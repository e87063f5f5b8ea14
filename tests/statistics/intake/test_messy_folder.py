"""A folder with one messy workbook of every kind, imported at once: what becomes of each file."""

import pytest

from statistics.form.figures import BLANK, Figures
from statistics.intake.batch import import_files
from statistics.intake.folder import files_in
from statistics.models import Report, SourceWorkbook
from tests import cast
from tests.statistics.admin import city
from tests.statistics.workbooks.reading.messy import MESSY

pytestmark = pytest.mark.django_db

NOTED = {  # taken over, with something worth a look
    "units_after_numbers": [
        *("C3 unit_after_number", "E3 unit_after_number", "B6 unit_after_number"),
        *("D6 unit_after_number", "K6 unit_after_number"),
    ],
    "an_extra_row_with_figures": ["B7 not_on_the_form"],
    "last_year_beside_some_columns": ["C6 not_on_the_form", "E6 not_on_the_form"],
    "subtotals_in_between": ["B11 not_on_the_form"],
    "totals_that_nobody_calculated": ["B14 total_not_updated", "C14 total_not_updated"],
}
LEFT = {  # for somebody to look at
    "ten_kinds_of_problems_at_once": [
        *("J6 not_on_the_form", "missing_column", "E4 wrong_unit", "C3 formula_not_calculated"),
        *("E3 not_a_figure", "G3 not_a_figure", "B6 not_a_figure", "C6 not_a_figure"),
        *("D6 wrong_unit", "F6 number_format", "B7 date", "D7 error_value", "H14 S1"),
    ],
    "formulas_that_nobody_calculated": [
        *("C3 formula_not_calculated", "B6 formula_not_calculated", "D6 formula_not_calculated"),
    ],
    "formulas_that_failed": ["B6 error_value", "D6 error_value", "E6 error_value"],
    "dates_for_numbers": ["C3 date", "B6 date", "D6 date"],
    "digits_set_apart_by_their_look": ["B6 not_a_figure", "D6 not_a_figure"],
    "only_what_is_new_this_quarter": ["E1 not_cumulative"],
    "a_truth_value": ["B6 not_a_figure"],
    "fractions_of_cases": ["E3 not_a_figure", "B6 not_a_figure", "G6 not_a_figure"],
    "negative_numbers": ["C3 not_a_figure", "B6 not_a_figure", "D6 not_a_figure"],
    "words_and_slips": [
        *("C3 not_a_figure", "B6 not_a_figure", "C6 not_a_figure"),
        *("D6 not_a_figure", "E6 not_a_figure"),
    ],
    "other_units_after_numbers": [
        *("E3 wrong_unit", "B6 wrong_unit", "D6 wrong_unit", "E6 wrong_unit", "F6 wrong_unit"),
    ],
    "number_formats_that_show_something_else": [
        *("B6 number_format", "D6 number_format", "E6 number_format", "F6 number_format"),
        *("D7 number_format", "E7 number_format", "F7 number_format", "D8 number_format"),
    ],
    "too_large_or_too_fine": [
        *("B6 not_a_figure", "D6 not_a_figure", "E6 not_a_figure"),
        *("B7 not_a_figure", "D7 not_a_figure"),
    ],
    "headings_in_yuan": ["D4 wrong_unit", "L4 wrong_unit"],
    "headings_that_count_something_else": ["D3 wrong_unit", "B4 wrong_unit"],
    "people_counted_aside_instead_of_visits": ["A4 wrong_unit"],
    "yuan_said_once_for_the_sheet": ["L1 wrong_unit"] * 4,
    "yuan_said_in_the_line_of_the_head": ["A2 wrong_unit"] * 4,
    "yuan_in_a_row_of_its_own": [
        "D4 wrong_unit",
        "E4 wrong_unit",
        "F4 wrong_unit",
        "L4 wrong_unit",
    ],
    "totals_that_differ": ["B14 S1", "D14 S1"],
    "nothing_but_totals": [f"{letter}14 S1" for letter in "BCDEFGHIJKL"],
    "a_wrong_total_in_a_merged_cell": ["D14 S1"],
    "two_rows_of_totals": ["B15 S1"],
    "a_category_renamed": ["B7 not_on_the_form", "missing_category"],
    "a_column_left_out": ["missing_column"],
    "an_action_renamed": ["missing_action"],
    "a_category_twice": ["A6 repeated_label", "missing_category"],
    "a_hidden_column_with_old_figures": ["B4 repeated_label"],
    "other_figures_said_in_brackets": [
        *("C6 not_on_the_form", "H6 not_on_the_form", "missing_column", "missing_column"),
    ],
    "new_and_cumulative_below_one_heading": ["C6 not_on_the_form", "B5 split_column"],
    "a_second_column_below_one_heading": ["C6 unnamed_figure"],
    "two_rows_in_one_category": ["B7 unnamed_figure"],
    "two_figures_for_an_action": ["K3 several_figures"],
    "an_action_figure_far_from_its_label": ["N3 several_figures"],
    "last_year_beside_the_actions": [f"B{row} several_figures" for row in (3, 4, 5, 6, 7)],
    "last_year_below_the_actions": [f"{letter}4 several_figures" for letter in "BCDEF"],
    "the_empty_form": ["no_figures"],
    "an_unclear_time": ["G2 time_unclear", "T1", "time_uncertain"],
}
REFUSED = {  # no table of this form and period
    "two_tables_below_one_another": ["several_tables"],
    "two_tables_side_by_side": ["several_tables"],
    "last_years_rows_below_this_years": ["several_tables"],
    "a_sheet_for_each_quarter": ["several_tables"],
    "the_table_on_a_hidden_sheet_only": ["no_table"],
    "another_form": ["no_table"],
    "nothing_but_new_cases": ["no_table"],
    "the_second_quarter_alone": ["not_cumulative"],
    "the_second_quarter_alone_in_months": ["not_cumulative"],
    "the_first_quarter": ["other_period"],
    "the_first_quarter_in_its_title": ["other_period"],
    "another_year": ["other_period"],
}
EXPECTED = {
    **dict.fromkeys(MESSY, ("imported", [])),
    **{name: ("imported", notes) for name, notes in NOTED.items()},
    **{name: ("needs_attention", problems) for name, problems in LEFT.items()},
    **{name: ("refused", problems) for name, problems in REFUSED.items()},
}
# These do not say inside whose they are: the file's name does.
NAMED_OUTSIDE = {"nothing_but_the_table"} | {name for name, case in MESSY.items() if case.refused}


@pytest.fixture
def period():
    return cast.open_period(units=city.counties(len(MESSY)))


def file_name(code: str, name: str) -> str:
    return f"{code}县报表 {name}.xlsx" if name in NAMED_OUTSIDE else f"{name}.xlsx"


def mail(folder, names) -> dict[str, str]:
    """Put these workbooks into the folder, each of a county of its own; codes by name."""
    codes = dict(zip(names, city.counties(len(MESSY)), strict=False))
    for name, code in codes.items():
        unit = cast.unit(code).name
        (folder / file_name(code, name)).write_bytes(MESSY[name].make(unit))
    return codes


def run(folder, period) -> list:
    return list(import_files(files_in(folder), period, by=cast.reviewer()))


def brief(outcome) -> list[str]:
    """C5 not_a_figure, or the code alone where there is no cell.

    Without the relations between figures, which a figure that was not taken may break.
    """
    problems = (each for each in outcome.problems if each.code not in {"A1", "A2", "B6"})
    return [f"{problem.cell} {problem.code}".strip() for problem in problems]


def test_every_file_is_taken_or_all_its_problems_are_named(tmp_path, period):
    codes = mail(tmp_path, MESSY)
    outcomes = {outcome.file: outcome for outcome in run(tmp_path, period)}
    told = {
        name: (outcome.status, brief(outcome))
        for name, code in codes.items()
        for outcome in [outcomes[file_name(code, name)]]
    }
    assert told == EXPECTED
    assert {outcome.file: outcome.unit.code for outcome in outcomes.values()} == {
        file_name(code, name): code for name, code in codes.items()
    }
    assert_stored(codes)


def assert_stored(codes: dict[str, str]) -> None:
    """The figures of what was imported, and nothing at all of the others."""
    names = {code: name for name, code in codes.items()}
    imported = {name for name, (status, _) in EXPECTED.items() if status == "imported"}
    reports = {names[each.unit.code]: each for each in Report.objects.with_table()}
    assert {name: report.figures for name, report in reports.items()} == {
        name: Figures(MESSY[name].figures) if name in imported else BLANK for name in MESSY
    }
    assert {name for name, report in reports.items() if report.version == 2} == imported
    assert {name for name, report in reports.items() if report.source_id} == imported
    assert SourceWorkbook.objects.count() == len(imported)


def test_what_programs_are_told(tmp_path, period):
    mail(tmp_path, ["two_figures_for_an_action", "another_form", "as_it_should_be"])
    assert [outcome.as_json() for outcome in run(tmp_path, period)] == [
        {
            "file": "500001县报表 another_form.xlsx",
            "unit": "500001",
            "status": "refused",
            "problems": [
                {
                    "code": "no_table",
                    "message": (
                        "在工作表“统计表”中找不到知识产权执法数据统计表。"
                        "请在填报页点“下载表格”，用得到的表格填写；"
                        "或恢复表中原有的栏目和类别名称后再上传。"
                    ),
                    "sheet": "",
                    "cell": "",
                    "found": "",
                    "expected": "",
                    "name": "",
                    "is_note": False,
                }
            ],
        },
        {"file": "as_it_should_be.xlsx", "unit": "500002", "status": "imported", "problems": []},
        {
            "file": "two_figures_for_an_action.xlsx",
            "unit": "500000",
            "status": "needs_attention",
            "problems": [
                {
                    "code": "several_figures",
                    "message": (
                        "“辖区重点实体经济市场数量”的数字可能在 K3、L3 中的任一处，"
                        "无法确定，没有读取。请把数字填在名称右边的一格。"
                    ),
                    "sheet": "统计表",
                    "cell": "K3",
                    "found": "12、11",
                    "expected": "名称旁边只有一个数字",
                    "name": "key_markets",
                    "is_note": False,
                }
            ],
        },
    ]
