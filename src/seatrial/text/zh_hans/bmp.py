"""Chinese words of what is said of a version that is raised."""

WORDS = {
    "BMP060": "HEAD 不在任何分支上：在有分支或标签指向它之前，只有提交自身的哈希 {commit} 能找到它。",
    "BMP061": "先前的运行在把版本号从 {old} 提高到 {new} 之后中断；这一次补上了它的提交。",
    "BMP062": "无法向 {remote} 询问它是否有标签 {tag}。",
    "BMP063": "正在一份干净的副本中向构建后端询问版本号；这会运行项目的代码。",
    "BMP030": "除版本外，以下文件还有尚未提交的改动：{files}。",
    "BMP031": "无法询问 PyPI 是否有这个版本：{reason}。",
    "BMP032": "之前提高到 {version} 的 `seatrial bump` 被中断；已先撤销它的改动。",
    "BMP033": "中断之后又有别的程序或别人改动了 {files}；已保持现状，它原来的内容保存在 {record} 中。",
    "BMP034": "没有询问 PyPI 是否有这个版本：不经构建就无法得知项目的名称。",
    "BMP064": "{scm} 用 git 的标签得出版本号：没有文件写着它，由 HEAD 上的标签 {tag} 决定。",
    "BMP065": "无法向 {remote} 询问它是否有标签 {tag}。",
}
