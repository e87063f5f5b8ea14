"""The form's words and cells, against the table annexed to 周市监办〔2021〕53号."""

from cases.categories import CaseCategory
from statistics.form.indicators import (
    ACTIONS,
    CATEGORY_NOTES,
    CELLS,
    COLUMNS,
    NOTES,
    TOTAL_LABEL,
    Kind,
    title,
)
from tests.statistics.form.notice import (
    ACTION_KEYS,
    NOTICE_ACTIONS,
    NOTICE_CATEGORIES,
    NOTICE_COLUMNS,
    NOTICE_NOTES,
)


def test_the_labels_are_the_notice_s_in_its_order():
    assert "\t".join(action.label for action in ACTIONS) == NOTICE_ACTIONS
    assert "\t".join(column.label for column in COLUMNS) == NOTICE_COLUMNS
    assert "\n".join(category.label for category in CaseCategory) == NOTICE_CATEGORIES
    assert "\n".join(NOTES) == NOTICE_NOTES
    assert TOTAL_LABEL == "合计"
    assert title(2021) == "2021年知识产权执法数据统计表"


def test_the_keys_stay_as_other_programs_know_them():
    assert [action.key for action in ACTIONS] == ACTION_KEYS
    assert [column.key for column in COLUMNS] == [
        "filed",
        "closed",
        "value",
        "penalty",
        "recovered",
        "transferred",
        "ecommerce",
        "key_market",
        "rural_market",
        "foreign",
        "foreign_recovered",
    ]
    assert CaseCategory.values == [
        "trademark",
        "geographical_indication",
        "official_sign",
        "trademark_agency",
        "other_trademark",
        "counterfeit_patent",
        "patent_agency",
        "other_patent",
    ]


def test_there_are_93_cells_by_input_name_in_the_table_s_order():
    names = list(CELLS)
    assert len(names) == 5 + 8 * 11 == 93
    assert names[:7] == [*ACTION_KEYS, "trademark-filed", "trademark-closed"]
    assert names[-1] == "other_patent-foreign_recovered"
    assert [cell.name for cell in CELLS.values()] == names


def test_a_sentence_calls_a_case_cell_by_row_and_column():
    assert CELLS["actions"].label == "开展执法行动"
    assert CELLS["official_sign-penalty"].label == (
        "官方标志、特殊标志和奥林匹克标志案件 · 罚没款金额"
    )


def test_only_the_number_of_markets_is_a_stock():
    indicators = (*ACTIONS, *COLUMNS)
    assert [one.key for one in indicators if one.kind is Kind.STOCK] == ["key_markets"]


def test_the_definitions_stand_where_the_notice_numbers_them():
    defined = {one.key: one.definition for one in (*ACTIONS, *COLUMNS) if one.definition}
    first, second, third, _ = NOTICE_NOTES.split("\n")
    assert defined == {"actions": first, "recovered": second, "ecommerce": third}
    assert CATEGORY_NOTES == {"other_patent": 4}
