"""git: repositories, tags and remotes on the way to a release."""

from seatrial.model.explain import SIGN, Cause

CAUSES = (
    Cause(
        "EXP370",
        "This folder is no git repository",
        "Neither it nor a folder above it has a `.git`.",
        "Change to the project's folder.\n"
        'If it has no repository yet: `git init`, `git add -A`, `git commit -m "First commit"`.\n'
        "In a workflow: check out first (`actions/checkout`).",
        said=("fatal: not a git repository", "不是 git 仓库", "不是一个 git 仓库"),
    ),
    Cause(
        "EXP371",
        "The tag exists already",
        "A tag of this name was made before. Tags that others may have should not be moved.",
        "Look where it points: `git show TAG`.\n"
        "If the release is a new one: raise the version, and use a new tag.\n"
        "If the tag was never pushed and is wrong: `git tag -d TAG`, then make it again.",
        said=(
            "fatal: tag '…' already exists",
            "标签 '…' 已存在",
            "标签 '…' 已经存在",
            "[rejected] … (already exists)",
            "would clobber existing tag",
        ),
    ),
    Cause(
        "EXP372",
        "The remote has commits that you do not have",
        "Somebody else pushed in the meantime, so git does not take your branch.",
        "`git pull --rebase`, solve conflicts if there are any, run the tests.\nThen push again. Do not force it.",
        said=("failed to push some refs to", "Updates were rejected because", "推送一些引用到", "无法推送一些引用", "更新被拒绝"),
    ),
    Cause(
        "EXP373",
        "The remote does not let you in",
        "The key or the token is missing, has expired, or has no rights on this repository.",
        "For ssh: `ssh -T git@github.com` shows whether the key is known.\n"
        "For https: use a personal access token as the password; the account's password is no longer taken.\n"
        "In a workflow: the job needs `permissions: contents: write` in order to push.",
        said=(
            "Permission denied (publickey)",
            "fatal: Authentication failed for",
            "could not read Username for",
            "Support for password authentication was removed",
            "Permission to … denied to",
            "Write access to repository not granted",
            "身份验证失败",
            "认证失败",
        ),
    ),
    Cause(
        "EXP374",
        "The repository cannot be found or read",
        "The address is wrong, the repository is private, or you have no rights on it.",
        "Compare the address: `git remote -v`.\nOpen it in a browser while logged in.\nCorrect it: `git remote set-url origin URL`.",
        said=(
            "fatal: Could not read from remote repository",
            "Repository not found",
            "无法读取远程仓库",
            "未找到仓库",
            "does not appear to be a git repository",
            "fatal: repository '…' not found",
        ),
        rank=SIGN,
    ),
    Cause(
        "EXP375",
        "git does not know who you are",
        "A commit or a tag carries a name and a mail address, and none are set.",
        '`git config --global user.name "NAME"`\n'
        "`git config --global user.email MAIL`\n"
        "In a workflow set both without `--global`, then go on.",
        said=("Please tell me who you are", "unable to auto-detect email address", "empty ident name", "请告诉我你是谁"),
    ),
    Cause(
        "EXP376",
        "git does not trust the folder",
        "It belongs to another user, which is usual in containers.",
        "`git config --global --add safe.directory FOLDER`, with the path that the message names.",
        said=("detected dubious ownership in repository", "检测到可疑的仓库所有权", "中存在可疑的所有权"),
    ),
    Cause(
        "EXP377",
        "There are changes that are not committed",
        "git does not overwrite them.",
        "Look at them: `git status`.\nCommit them, or put them aside with `git stash`.\nTry again.",
        said=(
            "Your local changes to the following files would be overwritten",
            "Please commit your changes or stash them",
            "您对下列文件的本地修改将被",
            "请在合并前提交或贮藏",
        ),
    ),
    Cause(
        "EXP378",
        "There is no tag or branch of this name",
        "It is misspelt, was not pushed, or the clone came without tags.",
        "`git fetch --tags`, then `git tag --list`.\nIn a workflow: `actions/checkout` with `fetch-depth: 0`.",
        said=(
            "did not match any file(s) known to git",
            "fatal: No names found, cannot describe anything",
            "fatal: No tags can describe",
            "src refspec … does not match any",
            "unknown revision or path not in the working tree",
            "源引用规格 … 没有匹配",
        ),
    ),
    Cause(
        "EXP379",
        "The tag could not be signed",
        "git is told to sign, and the key or the program for it is not there.",
        "`git config --get user.signingkey` shows which key is meant.\n"
        "Make it available to the agent, or switch signing off for this repository: `git config tag.gpgSign false`.",
        said=("gpg failed to sign the data", "error: gpg failed", "unable to sign the tag", "gpg 无法对数据签名", "无法签署标签"),
    ),
)
