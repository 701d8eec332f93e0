"""Chinese words of what is said of mending a project."""

WORDS: dict[str, str] = {
    "FIX001": "以下问题可以确定无疑地修好：",
    "FIX002": "发现的问题中，没有能确定无疑地修好的。",
    "FIX010": "要改动这些文件吗？[y/N] ",
    "FIX011": "已改动：{files}。",
    "FIX012": "没有改动任何文件。",
    "FIX013": "没有改动任何文件，因为这里无法询问：运行 `{command}` 即可改动。",
}
