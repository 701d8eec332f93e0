"""Chinese words of what is told while a project is built."""

WORDS = {
    "STB001": "正在用 {installer} 安装构建所需的包：{requirements}",
    "STB002": "正在构建 sdist",
    "STB003": "正在从 sdist 构建 wheel",
    "STB004": "输出：{line}",
    "STB005": "没有用于构建：{path}",
    "STB006": "{folder} 中未改动、也不属于这次构建的文件：{names}",
    "STB007": "无法从 sdist 构建 wheel；现在从源码树构建，以查明原因",
    "STB008": "构建了两次，两次结果逐字节相同。比较的文件：{files} 个",
    "STB009": "正在构建元数据",
}
