"""The form's words as annexed to 周市监办〔2021〕53号, and the keys that other programs know."""

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
