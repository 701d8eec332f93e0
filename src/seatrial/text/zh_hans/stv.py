"""Chinese words of what is told while files are installed back."""

WORDS = {
    "STV001": "按设置没有安装依赖。因此没有试验：{things}。",
    "STV002": "PATH 中没有 uv：没有用 uv 试装。",
    "STV003": "{file} 面向其他平台或其他 Python：没有在这里安装。",
    "STV004": "没有设置冒烟命令：只导入了项目，没有运行其中任何内容。",
    "STV005": "已复制到空文件夹中，因为有冒烟命令指明了它：{file}。",
    "STV006": "{file} 用 {installer} 安装：可以使用。",
    "STV007": "{file} 用 {installer} 安装：有问题。",
    "STV008": "没有证明脚本 {script} 能运行：它似乎需要某个 extra，而试装时没有安装任何 extra。",
    "STV009": "在本机上，{file} 不适合 Python {python}：没有在其中安装。",
    "STV010": "找到 Python {version}：{path}",
    "STV011": "正在获取 {address}",
    "STV012": "已获取 {address}，提交 {commit}。",
    "STV013": "可编辑安装指向项目文件夹：它既不能证明 wheel 和 sdist 中文件齐全，也不能证明它们可以构建和安装。`seatrial rehearse` 可以证明。",
    "STV014": "构建在项目文件夹中留下了：{path}",
    "STV015": "安装期间项目文件夹中被重新写入：{path}",
    "STV016": "没有用 uv 试装：{names} 可能含有密码，uv 会把它传给项目的构建后端。",
    "STV017": "失败的安装的完整输出：{path}",
}
