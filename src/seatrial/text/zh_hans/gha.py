"""Chinese words of written workflows, and of what the letters of their rules and problems stand for."""

WORDS = {
    "GHA001": "由 seatrial 生成：构建、检查、通过可信发布（Trusted Publishing）发布，并验证已发布的内容。改动之后可用 `seatrial ci github --check` 检查。",
    "GHA002": "推送版本标签即可发布。",
    "GHA003": "在 GitHub 上发布一个 release 即可发布。",
    "GHA004": "每个作业只得到自己要求的权限。",
    "GHA005": "用于检出代码",
    "GHA006": "用于向索引证明发布者的身份",
    "GHA007": "哈希与文件分两条路传递，因此发布的只会是检查过的那些文件。",
    "GHA008": "可以重新运行：索引已有且哈希相同的文件不会再发送一次。",
    "GHA009": "CI 服务的工作流",
    "GHA010": "与工作流有关的问题",
    "GHA011": "就目前所见，这里没有任何作业进行发布：要检查的内容有许多只涉及发布的作业。",
}
