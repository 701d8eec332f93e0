"""Chinese words of the problems with the command line's own files."""

WORDS = {
    "PCL001.title": "无法写出结果",
    "PCL001.message": "把结果写到标准输出时失败：{reason}。",
    "PCL001.why": "工作本身已经完成，只是报告不完整。",
    "PCL001.fix": "请腾出空间，或把输出送往别处，然后重新运行命令。",
}
