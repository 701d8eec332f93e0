"""Chinese words of the problems with the command line's own files."""

WORDS = {
    "PCL001.title": "无法写出结果",
    "PCL001.message": "把结果写到标准输出时失败：{reason}。",
    "PCL001.why": "工作本身已经完成，只是报告不完整。",
    "PCL001.fix": "请腾出空间，或把输出送往别处，然后重新运行命令。",
    "PCL002.title": "报告无法写到那里",
    "PCL002.message": "无法写入 {path}：{reason}。",
    "PCL002.why": "报告要到工作完成后才写；为免白做，什么都还没有开始。",
    "PCL002.fix": "请建立它所在的文件夹，或另选一个文件。",
    "PCL003.title": "报告未能写出",
    "PCL003.message": "写入 {path} 时失败：{reason}。",
    "PCL003.why": "工作本身已经完成，结果见上文；只有这个文件缺失，或仍是原来的内容。",
    "PCL003.fix": "请腾出空间或另选一个文件，然后重新运行命令。",
    "PCL004.title": "事件无法写到那里",
    "PCL004.message": "无法打开 {path} 来写入：{reason}。",
    "PCL004.why": "事件要在工作进行时写入；什么都还没有开始。",
    "PCL004.fix": "请建立它所在的文件夹，或另选一个不是链接的文件；管道必须有读取的一方。",
}
