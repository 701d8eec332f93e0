"""Chinese words told while a release runs."""

WORDS = {
    "STR001": "已在先前的运行中完成。",
    "STR010": "名称 {name} 在 {index} 上可用。",
    "STR011": "{index} 上已有 {name}，看来就是本项目：双方都写着 {mark}。",
    "STR012": "名称 {name} 在 {index} 上已被另一个项目占用：{theirs} 在那里发布之前请换一个名称。",
    "STR013": "{index} 上已有 {name}，无法判断是不是本项目：{theirs}",
    "STR014": "不知道名称 {name} 是否可用：无法询问 {index}。",
    "STR015": "没有查询名称。",
    "STR020": "先前的运行被中断：继续发布 {name} {version}，不重新构建。",
    "STR021": "{name} {version} 已经从这个提交发布，没有剩下要做的事。",
    "STR022": "无法向 {remote} 询问它是否有标签 {tag}。",
    "STR023": "已在{the_index}上：{file}",
    "STR024": "请在 {page} 撤回（yank）{version}：此后只有按版本号点名时才会安装它。",
    "STR025": "内置索引只属于您自己：没有什么需要撤回。若要收回这次发布，请删除文件夹 {folder}；发布到其中的其他内容也会随之消失。",
    "STR026": "这些文件名不能再用。下一个版本号：{next}",
    "STR040": "内置索引上已有这个版本；下次发布之前请提高版本号，然后运行：{command}",
    "STR041": "如果原因是网络或磁盘：{command}；否则请修正软件包，提高版本号并预演",
}
