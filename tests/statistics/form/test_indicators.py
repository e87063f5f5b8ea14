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
from statistics.models import CaseRow, Report
from statistics.models.fields import AmountField, CountField

# Copied from the notice, cells apart by tabs.
NOTICE_ACTIONS = (
    "开展执法行动（次）\t出动执法人员（人次）\t实体经济执法行动（次）\t"
    "实体经济出动执法人员（人次）\t辖区重点实体经济市场数量（个）"
)
NOTICE_COLUMNS = (
    "立案（件）\t结案（件）\t涉案金额（万元）\t罚没款金额（万元）\t挽回经济损失（万元）\t"
    "移送司法机关案件（件）\t电商领域案件（件）\t重点实体经济市场案件（件）\t农村市场案件（件）\t"
    "外商投资企业被侵权案件（件）\t挽回外商投资企业经济损失（万元）"
)
NOTICE_CATEGORIES = """\
商标侵权案件
地理标志案件
官方标志、特殊标志和奥林匹克标志案件
商标代理案件
其他商标案件
假冒专利案件
专利代理案件
其他专利案件"""
NOTICE_NOTES = """\
(1) 开展执法行动次数：指针对重点市场、重点商品、重点领域、部署、开展执法行动的次数。
(2) 挽回经济损失：指侵权行为被查处后，权利人避免受到的直接和间接损失，以及通过调解或诉讼获得的赔偿。
(3) 电商领域案件：指按照有关知识产权法律法规对电商平台经营者或平台内经营者给予行政处罚的案件。
(4) 其他专利案件：指由市场监管部门作出的对专利侵权行为责令立即停止侵权、没收侵权产品等处理(处罚)的案件。"""

ACTION_KEYS = ["actions", "officers", "market_actions", "market_officers", "key_markets"]
COUNT_COLUMNS = [
    "filed",
    "closed",
    "transferred",
    "ecommerce",
    "key_market",
    "rural_market",
    "foreign",
]
AMOUNT_COLUMNS = ["value", "penalty", "recovered", "foreign_recovered"]


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


def test_a_report_stores_each_action_figure_under_its_key_and_label():
    fields = {
        field.name: field.verbose_name
        for field in Report._meta.get_fields()
        if isinstance(field, CountField)
    }
    assert fields == dict(zip(ACTION_KEYS, NOTICE_ACTIONS.split("\t"), strict=True))


def test_a_case_row_stores_each_column_under_its_key_and_label():
    fields = [field for field in CaseRow._meta.get_fields() if isinstance(field, CountField)]
    assert {field.name: field.verbose_name for field in fields} == {
        column.key: label for column, label in zip(COLUMNS, NOTICE_COLUMNS.split("\t"), strict=True)
    }
    amounts = [field.name for field in fields if isinstance(field, AmountField)]
    assert amounts == AMOUNT_COLUMNS
    assert [column.key for column in COLUMNS if column.is_amount] == AMOUNT_COLUMNS
    assert [column.key for column in COLUMNS if not column.is_amount] == COUNT_COLUMNS
