"""Chinese words of problems of a project's tests."""

WORDS = {
    "PTS001.title": "没有可以运行的项目",
    "PTS001.message": "给出了 `--run`，但以下都不是项目的文件夹：{paths}。",
    "PTS001.why": "它从项目的源码树进行构建、预演和测试；已经构建好的文件里没有测试。",
    "PTS001.fix": "请指定项目的文件夹，或去掉 `--run`。`seatrial verify FILE` 可以安装并试用文件。",
    "PTS002.title": "没有空间运行测试",
    "PTS002.message": "无法把测试放进临时文件夹：{reason}。",
    "PTS002.why": "测试在项目的副本中运行，旁边是一个全新的环境；之后这些都会被删除。",
    "PTS002.fix": "请腾出空间，或用 `TMPDIR` 指定另一个文件夹。",
}
