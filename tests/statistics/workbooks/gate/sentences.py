"""What the clerk reads of each file that is refused, by the key of the hostile file."""

SAVE_AS = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后再上传。"
COPY_OVER = "请把表格复制到 Excel 或 WPS 表格里，另存为“Excel 工作簿（*.xlsx）”后再上传。"
UNPACK = "应上传单个 Excel 工作簿。请先解压，再上传里面的工作簿（*.xlsx）。"
NEW_BOOK = "请把统计表单独复制到一个新工作簿里，另存为“Excel 工作簿（*.xlsx）”后再上传。"
ANOTHER_COPY = (
    "请换一份完好的文件；如果还能用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后再上传。"
)

READ = {  # by code, what the clerk reads
    "empty": f"文件是空的（0 字节），里面没有表。{SAVE_AS}",
    "lock_file": (
        "这是打开工作簿时自动生成的临时文件（名称以“~$”开头），里面没有数据。"
        "请上传工作簿本身，即名称里没有“~$”的那个文件。"
    ),
    "pdf": (
        "这是 PDF 文件，应上传 Excel 工作簿。"
        "请上传填数用的工作簿（*.xlsx），不要上传打印或扫描成的 PDF。"
    ),
    "ofd": (
        "这是 OFD 版式文件，应上传 Excel 工作簿。请上传填数用的工作簿（*.xlsx），不要上传 OFD。"
    ),
    "image": (
        "这是图片，无法读取其中的数字，应上传 Excel 工作簿。"
        "请上传填数用的工作簿（*.xlsx），不要上传照片或截图。"
    ),
    "html": f"这是网页文件，只是名称像 Excel 工作簿。{SAVE_AS}",
    "xml_spreadsheet": f"这是“XML 表格 2003”文件，只是名称像 Excel 工作簿。{SAVE_AS}",
    "text": f"这是文本文件（如 CSV、TXT），不是 Excel 工作簿。{SAVE_AS}",
    "rtf": f"这是 RTF 文档，不是 Excel 工作簿。{COPY_OVER}",
    "word": f"这是 Word 或 WPS 文字的文档，不是 Excel 工作簿。{COPY_OVER}",
    "slides": f"这是演示文稿（PPT），不是 Excel 工作簿。{COPY_OVER}",
    "ods": f"这是 OpenDocument 表格（*.ods），不是 Excel 工作簿。{SAVE_AS}",
    "odf": f"这是 OpenDocument 文档（如 *.odt），不是 Excel 工作簿。{COPY_OVER}",
    "rar": f"这是 RAR 压缩包，{UNPACK}",
    "7z": f"这是 7z 压缩包，{UNPACK}",
    "gz": f"这是 gz 压缩包，{UNPACK}",
    "archive": f"这是 zip 压缩包，{UNPACK}",
    "no_workbook": f"这个文件里没有工作簿，或者文件不完整。{SAVE_AS}",
    "unknown": f"无法识别文件类型，应上传 Excel 工作簿。{SAVE_AS}",
    "encrypted": (
        "工作簿设有打开密码，无法读取其中的数字。"
        "请用 Excel 或 WPS 打开，取消密码，另存为“Excel 工作簿（*.xlsx）”后再上传。"
    ),
    "zip_encrypted": f"文件里有加了密的部分，正常的工作簿没有。{SAVE_AS}",
    "drm": "文件被本单位的文档加密软件加了密，无法读取其中的数字。请先用该软件解密，再上传。",
    "xlsb": f"这是 Excel 二进制工作簿（*.xlsb），本系统无法读取。{SAVE_AS}",
    "strict": (
        "这是“Strict Open XML 电子表格”，本系统无法读取。请用 Excel 或 WPS 打开，另存时"
        "类型选“Excel 工作簿（*.xlsx）”，不要选带“Strict”的，再上传。"
    ),
    "macros": (
        "工作簿里有宏，本系统不收带宏的文件。请用 Excel 或 WPS 打开，"
        "另存为“Excel 工作簿（*.xlsx）”后再上传。另存时会提示宏不能保留，选“是”即可。"
    ),
    "too_large": (
        "文件有 2.1 MB，最多 2 MB。请删去图片和用不着的工作表，"
        "另存为“Excel 工作簿（*.xlsx）”后再上传。"
    ),
    "too_many_parts": (
        "文件内部有 301 个部分，最多 300 个。请只留下统计表所在的工作表，"
        "另存为“Excel 工作簿（*.xlsx）”后再上传。"
    ),
    "part_too_large": f"文件里有一个部分解开后有 12.1 MB，最多 12 MB。{NEW_BOOK}",
    "unpacks_too_large": f"文件解开后共有 24.1 MB，最多 24 MB。{NEW_BOOK}",
    "damaged": f"文件不完整或已损坏，可能没有下载完，或复制时中断了。{ANOTHER_COPY}",
    "checksum": f"文件已损坏：里面的内容与校验码不符。{ANOTHER_COPY}",
    "directory": f"文件已损坏：里面的目录与内容对不上。{ANOTHER_COPY}",
    "wrong_size": f"文件里有一个部分的实际大小与所写的不符，正常的工作簿没有。{SAVE_AS}",
    "overlapping": f"文件里有互相重叠的部分，正常的工作簿没有。{SAVE_AS}",
    "compression": f"文件里有用特殊方法压缩的部分，正常的工作簿没有。{SAVE_AS}",
    "duplicate_names": f"文件里有两个同名的部分，正常的工作簿没有。{SAVE_AS}",
    "unsafe_name": f"文件里有指向别处的路径（如“..”），正常的工作簿没有。{SAVE_AS}",
    "doctype": f"文件里有 DOCTYPE 或 ENTITY 声明，正常的工作簿没有。{SAVE_AS}",
    "encoding": f"文件里有既不是 UTF-8 也不是 UTF-16 编码的部分，正常的工作簿没有。{SAVE_AS}",
}
