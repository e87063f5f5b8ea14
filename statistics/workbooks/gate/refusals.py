"""Why a file is not taken, each reason with the sentence that the clerk reads."""

from ...errors import ReportError

SAVE_AS = "另存为“Excel 工作簿（*.xlsx）”后再上传。"
OPEN_AND_SAVE = f"请用 Excel 或 WPS 打开，{SAVE_AS}"
COPY_OVER = f"请把表格复制到 Excel 或 WPS 表格里，{SAVE_AS}"
UNPACK = "应上传单个 Excel 工作簿。请先解压，再上传里面的工作簿（*.xlsx）。"
THE_ORIGINAL = "应上传 Excel 工作簿。请上传填数用的工作簿（*.xlsx）"
NOT_NORMAL = f"正常的工作簿没有。{OPEN_AND_SAVE}"
ANOTHER_COPY = f"请换一份完好的文件；如果还能用 Excel 或 WPS 打开，{SAVE_AS}"

SENTENCES: dict[str, str] = {
    # No workbook at all
    "empty": f"文件是空的（0 字节），里面没有表。{OPEN_AND_SAVE}",
    "lock_file": (
        "这是打开工作簿时自动生成的临时文件（名称以“~$”开头），里面没有数据。"
        "请上传工作簿本身，即名称里没有“~$”的那个文件。"
    ),
    "pdf": f"这是 PDF 文件，{THE_ORIGINAL}，不要上传打印或扫描成的 PDF。",
    "ofd": f"这是 OFD 版式文件，{THE_ORIGINAL}，不要上传 OFD。",
    "image": f"这是图片，无法读取其中的数字，{THE_ORIGINAL}，不要上传照片或截图。",
    "html": f"这是网页文件，只是名称像 Excel 工作簿。{OPEN_AND_SAVE}",
    "xml_spreadsheet": f"这是“XML 表格 2003”文件，只是名称像 Excel 工作簿。{OPEN_AND_SAVE}",
    "text": f"这是文本文件（如 CSV、TXT），不是 Excel 工作簿。{OPEN_AND_SAVE}",
    "rtf": f"这是 RTF 文档，不是 Excel 工作簿。{COPY_OVER}",
    "word": f"这是 Word 或 WPS 文字的文档，不是 Excel 工作簿。{COPY_OVER}",
    "slides": f"这是演示文稿（PPT），不是 Excel 工作簿。{COPY_OVER}",
    "ods": f"这是 OpenDocument 表格（*.ods），不是 Excel 工作簿。{OPEN_AND_SAVE}",
    "odf": f"这是 OpenDocument 文档（如 *.odt），不是 Excel 工作簿。{COPY_OVER}",
    "rar": f"这是 RAR 压缩包，{UNPACK}",
    "7z": f"这是 7z 压缩包，{UNPACK}",
    "gz": f"这是 gz 压缩包，{UNPACK}",
    "archive": f"这是 zip 压缩包，{UNPACK}",
    "no_workbook": f"这个文件里没有工作簿，或者文件不完整。{OPEN_AND_SAVE}",
    "unknown": f"无法识别文件类型，应上传 Excel 工作簿。{OPEN_AND_SAVE}",
    # A workbook that cannot be read
    "encrypted": f"工作簿设有打开密码，无法读取其中的数字。请用 Excel 或 WPS 打开，取消密码，{SAVE_AS}",
    "zip_encrypted": f"文件里有加了密的部分，{NOT_NORMAL}",
    "drm": "文件被本单位的文档加密软件加了密，无法读取其中的数字。请先用该软件解密，再上传。",
    "xlsb": f"这是 Excel 二进制工作簿（*.xlsb），本系统无法读取。{OPEN_AND_SAVE}",
    "strict": (
        "这是“Strict Open XML 电子表格”，本系统无法读取。请用 Excel 或 WPS 打开，另存时"
        "类型选“Excel 工作簿（*.xlsx）”，不要选带“Strict”的，再上传。"
    ),
    "macros": (
        "工作簿里有宏，本系统不收带宏的文件。"
        f"请用 Excel 或 WPS 打开，{SAVE_AS}另存时会提示宏不能保留，选“是”即可。"
    ),
    # Too big
    "too_large": f"文件有 {{size}} MB，最多 {{limit}} MB。请删去图片和用不着的工作表，{SAVE_AS}",
    "too_many_parts": (
        f"文件内部有 {{count}} 个部分，最多 {{limit}} 个。请只留下统计表所在的工作表，{SAVE_AS}"
    ),
    "part_too_large": (
        "文件里有一个部分解开后有 {size} MB，最多 {limit} MB。"
        f"请把统计表单独复制到一个新工作簿里，{SAVE_AS}"
    ),
    "unpacks_too_large": (
        f"文件解开后共有 {{size}} MB，最多 {{limit}} MB。请把统计表单独复制到一个新工作簿里，{SAVE_AS}"
    ),
    # Damaged, or made to do harm
    "damaged": f"文件不完整或已损坏，可能没有下载完，或复制时中断了。{ANOTHER_COPY}",
    "checksum": f"文件已损坏：里面的内容与校验码不符。{ANOTHER_COPY}",
    "directory": f"文件已损坏：里面的目录与内容对不上。{ANOTHER_COPY}",
    "wrong_size": f"文件里有一个部分的实际大小与所写的不符，{NOT_NORMAL}",
    "overlapping": f"文件里有互相重叠的部分，{NOT_NORMAL}",
    "compression": f"文件里有用特殊方法压缩的部分，{NOT_NORMAL}",
    "duplicate_names": f"文件里有两个同名的部分，{NOT_NORMAL}",
    "unsafe_name": f"文件里有指向别处的路径（如“..”），{NOT_NORMAL}",
    "doctype": f"文件里有 DOCTYPE 或 ENTITY 声明，{NOT_NORMAL}",
    "encoding": f"文件里有既不是 UTF-8 也不是 UTF-16 编码的部分，{NOT_NORMAL}",
    # Past the gate: what the parser makes of it
    "unreadable": f"文件里有写错的地方，无法读取其中的表格。{OPEN_AND_SAVE}",
    "overloaded": "系统繁忙，未能在规定时间内读完工作簿。文件没有问题的话，请稍后再上传。",
    "timeout": f"工作簿过于复杂，读取超时。请把统计表单独复制到一个新工作簿里，{SAVE_AS}",
    "memory": f"工作簿内容过多，无法全部读取。请把统计表单独复制到一个新工作簿里，{SAVE_AS}",
    # Read, but not what is wanted
    "no_table": (
        "在{sheets}中找不到知识产权执法数据统计表。"
        "请在填报页点“下载表格”，用得到的表格填写；或恢复表中原有的栏目和类别名称后再上传。"
    ),
    "several_tables": (
        "在{sheets}中有不止一张统计表，不知道该取哪一张。请只保留本期的一张后再上传。"
    ),
}


class Refused(ReportError):
    """A file that is not taken. `code` names the reason, `message` tells the clerk what to do."""

    status = 422

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code


def refused(code: str, **values: object) -> Refused:
    """The refusal of this code, its sentence filled in with `values`."""
    return Refused(code, SENTENCES[code].format(**values))


def in_mb(size: int) -> str:
    """A size in bytes as people say it, never rounded down to a limit that it exceeds."""
    tenths = -(-size * 10 // (1024 * 1024))
    return f"{tenths // 10}.{tenths % 10}".removesuffix(".0")
