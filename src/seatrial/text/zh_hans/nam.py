"""Chinese words of the rules on file names."""

_KEEP = "请保留构建时生成的文件名。"

WORDS = {
    "NAM001.title": "文件名含有控制字符",
    "NAM001.message": "文件名 {filename!r} 含有无法显示的字符。",
    "NAM001.why": "这样的名称会掩盖文件的真实身份，也会让打印它的工具出错。",
    "NAM001.fix": "请把文件改回构建时生成的名称。",
    "NAM002.title": "文件名含有斜杠",
    "NAM002.message": "文件名 {filename!r} 含有斜杠或反斜杠。",
    "NAM002.why": "带斜杠的名称是路径，而索引按名称存放文件。",
    "NAM002.fix": "请只发送文件名本身。",
    "NAM003.title": "文件名的结尾与文件类型不符",
    "NAM003.message": "文件名 {filename} 以 {ending} 结尾，与 filetype {filetype} 不符。",
    "NAM003.why": "wheel 以 `.whl` 结尾，sdist 以 `.tar.gz` 结尾，且为小写；安装程序靠结尾辨认文件。",
    "NAM003.fix": "请重新构建，并" + _KEEP.removeprefix("请"),
    "NAM004.title": "PyPI 不接受这种名称的文件",
    "NAM004.message": "文件名 {filename} 不以 .whl、.tar.gz 或 .zip 结尾。",
    "NAM004.why": "PyPI 接受 wheel 和 sdist；egg、安装程序和其他归档已不再接受。",
    "NAM004.fix": "请构建 wheel 和 sdist 并上传它们。",
    "NAM005.title": "文件名过长，无法存储",
    "NAM005.message": "文件名有 {length} 字节，最多 {longest} 字节。",
    "NAM005.why": "文件系统的名称最长 255 字节：服务器会因这个文件出错，许多用户的机器也一样。",
    "NAM005.fix": "请缩短项目名、版本号或标签。",
}
