"""The eight case categories of the official table (notice 周市监办〔2021〕53号, annex)."""

from django.db import models


class CaseCategory(models.TextChoices):
    """In the order of the printed table; the value is the first half of an input's name."""

    TRADEMARK = "trademark", "商标侵权案件"
    GEOGRAPHICAL_INDICATION = "geographical_indication", "地理标志案件"
    OFFICIAL_SIGN = "official_sign", "官方标志、特殊标志和奥林匹克标志案件"
    TRADEMARK_AGENCY = "trademark_agency", "商标代理案件"
    OTHER_TRADEMARK = "other_trademark", "其他商标案件"
    COUNTERFEIT_PATENT = "counterfeit_patent", "假冒专利案件"
    PATENT_AGENCY = "patent_agency", "专利代理案件"
    OTHER_PATENT = "other_patent", "其他专利案件"
