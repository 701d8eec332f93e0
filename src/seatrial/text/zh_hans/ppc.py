"""Chinese words of the problems with child processes."""

WORDS = {
    "PPC001.title": "无法启动程序",
    "PPC001.message": "无法启动 {program}:{reason}。",
    "PPC001.why": "当前步骤需要这个程序。",
    "PPC001.fix": "请安装 {program} 或把它加入 PATH，然后重新运行命令。",
}
