"""Chinese words of the problems with the project, its settings and its state."""

WORDS = {
    "PPR001.title": "没有这个项目文件夹",
    "PPR001.message": "{path} 不是文件夹。",
    "PPR001.why": "seatrial 在指定的文件夹（否则在当前文件夹）中查找项目。",
    "PPR001.fix": "请指定项目的 pyproject.toml 或 setup.py 所在的文件夹。",
    "PPR002.title": "文件夹或文件无法读取",
    "PPR002.message": "无法读取 {path}：{reason}。",
    "PPR002.why": "发布所用的内容必须能由制作发布的用户读取。",
    "PPR002.fix": "请改正 {path} 的权限，然后重新运行命令。",
    "PPR003.title": "该文件夹不是 Python 项目",
    "PPR003.message": "{path} 中没有给出项目名称的构建文件：没有带 [project] 表的 pyproject.toml，没有 setup.cfg，也没有 setup.py。",
    "PPR003.why": "构建工具从这样的文件得知项目的名称、版本和模块；没有它就什么也构建不了。",
    "PPR003.fix": "请切换到项目所在的文件夹，或编写包含以下各行的 pyproject.toml：\n\n"
    '[build-system]\nrequires = ["setuptools>=77"]\nbuild-backend = "setuptools.build_meta"\n\n'
    '[project]\nname = "{name}"\nversion = "0.1.0"\n\n'
    '[tool.setuptools]\npackage-dir = {{"" = "{root}"}}\npackages = [{packages}]\npy-modules = [{modules}]\n',
    "PPR004.title": "TOML 文件格式有误",
    "PPR004.message": "{file} 第 {line} 行：{reason}。",
    "PPR004.why": "任何工具都无法读取现在的文件，因此项目既不能构建也不能安装。",
    "PPR004.fix": "请改正 {file} 的第 {line} 行。",
    "PPR005.title": "setup.cfg 格式有误",
    "PPR005.message": "{file} 第 {line} 行：{reason}。",
    "PPR005.why": "setuptools 会在这一行中断，因此项目既不能构建也不能安装。",
    "PPR005.fix": "请改正 {file} 的第 {line} 行：设置以 `key = value` 的形式写在 `[section]` 之下，值的后续行要缩进。",
    "PPR006.title": "setup.py 不是有效的 Python 代码",
    "PPR006.message": "{file} 第 {line} 行：{reason}。",
    "PPR006.why": "构建会运行这个文件，并在这一行中断。",
    "PPR006.fix": "请改正 {file} 的第 {line} 行；`python -m py_compile {file}` 会显示同样的错误。",
    "PPR007.title": "构建文件太大",
    "PPR007.message": "{file} 超过 {limit} 字节。",
    "PPR007.why": "构建文件要整个读入；人写的文件不会这么大，读取它可能要花很久。",
    "PPR007.fix": "请检查 {file} 是否是应有的内容。",
}
