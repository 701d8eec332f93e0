"""Chinese words of what is said of a version that is raised."""

WORDS = {
    "BMP060": "HEAD 不在任何分支上：在有分支或标签指向它之前，只有提交自身的哈希 {commit} 能找到它。",
    "BMP061": "先前的运行在把版本号从 {old} 提高到 {new} 之后中断；这一次补上了它的提交。",
    "BMP062": "无法向 {remote} 询问它是否有标签 {tag}。",
    "BMP063": "正在一份干净的副本中向构建后端询问版本号；这会运行项目的代码。",
}
