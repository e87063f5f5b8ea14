"""Texts that say nothing: 核实无误 and its like, refused as an explanation and as a reply."""

import re

SHORTEST = 6  # characters
NOT_WORDS = re.compile(r"[\W_]+")
HOLLOW = re.compile(  # words that say nothing but that all is well
    "核实|核对|核查|检查|确认|复核|审核|无误|没有|有误|错误|问题|属实|真实|准确|正确|如实|一致|符合|"
    "情况|数据|数字|以上|上述|同上|见上|本期|本表|填报|填写|说明|实际|为准|完全|单位|"
    "上级|文件|要求|规定|经|已|均|都|确|是|的|了|此|本|无|对|按|所|各|项|局|见|[0-9]"
)
REPEATED = re.compile(r"(.{1,8}?)\1+")


def hollowness(text: str, called: str = "情况说明") -> str:
    """Why a text, which is `called` so, says nothing; "" when it does say something."""
    words = NOT_WORDS.sub("", text)
    if len(words) < SHORTEST:
        wrote = f"只写了 {len(words)} 个字" if words else "尚未填写"
        return f"{called}{wrote}，至少写 {SHORTEST} 个字：什么原因，涉及几件或多少金额。"
    if len(HOLLOW.sub("", words)) < 2:
        return f"“{text}”未说明原因，请写明是什么情况，例如“含上年结转 2 件”。"
    if REPEATED.fullmatch(words) or len(set(words)) < 4:
        return f"“{text}”是同样的字重复，请写明是什么情况，例如“含上年结转 2 件”。"
    return ""
