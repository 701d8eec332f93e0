"""The machine: programs that are not there, files, rights, disks, encodings."""

from seatrial.model.explain import SIGN, Cause

CAUSES = (
    Cause(
        "EXP385",
        "twine is not installed, or not on the PATH",
        "The shell does not find the program, or the Python that runs has no such module.",
        "`python -m pip install twine`, then `python -m twine upload dist/*`, with the same `python`.\n"
        "Or install it for itself: `pipx install twine`, or `uv tool install twine`.",
        said=(
            "twine: command not found",
            "twine: not found",
            "No module named twine",
            "No module named 'twine'",
            "'twine' is not recognized as an internal or external command",
            "The term 'twine' is not recognized",
            "'twine' 不是内部或外部命令",
            '无法将"twine"项识别为',
            "twine：未找到命令",
            "twine: 未找到命令",
            "command not found: twine",
        ),
    ),
    Cause(
        "EXP386",
        "A program is not installed, or not on the PATH",
        "The shell does not find it under this name.",
        "Check the spelling.\n"
        "For tools of Python: `python -m pip install NAME`, then `python -m NAME`.\n"
        "After an installation open a new terminal; in an environment activate it first.",
        said=(
            "command not found",
            "python: No module named",
            "python3: No module named",
            "is not recognized as an internal or external command",
            "is not recognized as the name of a cmdlet",
            "不是内部或外部命令",
            "项识别为 cmdlet、函数、脚本文件或可运行程序的名称",
            "未找到命令",
            "找不到命令",
        ),
        rank=SIGN,
    ),
    Cause(
        "EXP387",
        "You have no right to write or read there",
        "The file or folder belongs to somebody else, to the system, or is open in another program (Windows).",
        "Install into an environment of your own: `python -m venv .venv`. Do not use `sudo pip`.\n"
        "Check who owns it: `ls -l`.\n"
        "On Windows: close programs that have the file open.",
        said=(
            "PermissionError: [Errno 13]",
            "PermissionError: [WinError 5]",
            "[Errno 13] Permission denied",
            "[WinError 32]",
            "权限不够",
            "拒绝访问",
            "另一个程序正在使用此文件",
            "Access is denied",
        ),
        rank=SIGN,
    ),
    Cause(
        "EXP388",
        "The disk is full",
        "Nothing more can be written.",
        "`df -h` shows which disk, `du -sh *` what fills it.\n"
        "Delete what is not needed: old builds, `pip cache purge`, `uv cache clean`, `docker system prune`.\n"
        "Try again.",
        said=(
            "No space left on device",
            "[Errno 28]",
            "设备上没有空间",
            "磁盘空间不足",
            "There is not enough space on the disk",
            "Disk quota exceeded",
        ),
    ),
    Cause(
        "EXP389",
        "A file or folder is not there",
        "The path is wrong, the command runs in another folder, or a step before did not make it.",
        "Compare the path in the message with the folder: `pwd`, `ls`.\n"
        "Look for an earlier error, which kept the file from being made.\n"
        "Upper and lower case count on Linux.",
        said=(
            "FileNotFoundError: [Errno 2] No such file or directory",
            "系统找不到指定的文件",
            "系统找不到指定的路径",
            "没有那个文件或目录",
            "The system cannot find the file specified",
            "The system cannot find the path specified",
            "cannot open file '",
        ),
        rank=SIGN,
    ),
    Cause(
        "EXP390",
        "A text is read or written in the wrong encoding",
        "On a Chinese or Western Windows, Python takes the code page of the system (GBK, cp1252) where the file is UTF-8.",
        "Set `PYTHONUTF8=1` and try again.\n"
        'In setup.py: `open("README.md", encoding="utf-8")`.\n'
        "Save .pypirc, pyproject.toml and the README as UTF-8.",
        said=(
            "UnicodeDecodeError: 'gbk' codec can't decode",
            "UnicodeEncodeError: 'gbk' codec can't encode",
            "UnicodeDecodeError: 'utf-8' codec can't decode",
            "UnicodeDecodeError: 'ascii' codec can't decode",
            "UnicodeDecodeError: 'charmap' codec can't decode",
            "UnicodeEncodeError: 'charmap' codec can't encode",
            "codec can't decode byte",
        ),
    ),
    Cause(
        "EXP391",
        "The machine ran out of memory",
        "The system ended the program, which is why it says nothing itself.",
        "Use a machine with more memory, or run fewer jobs at once (`-j 1`).\nIn a container: raise its limit.",
        said=("MemoryError", "Out of memory: Killed process", "exit code 137", "Cannot allocate memory", "无法分配内存"),
    ),
    Cause(
        "EXP392",
        "PowerShell runs no scripts",
        "The policy of this computer forbids them, so an environment cannot be activated.",
        "In this window only: `Set-ExecutionPolicy -Scope Process RemoteSigned`, then activate again.\n"
        "Or do without activating: `.venv\\Scripts\\python -m pip install …`.",
        said=("running scripts is disabled on this system", "因为在此系统上禁止运行脚本"),
    ),
)
