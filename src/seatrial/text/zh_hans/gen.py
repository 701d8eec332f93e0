"""Chinese words of what is said about rules as such."""

WORDS = {
    "GEN001.title": "还有更多同类问题",
    "GEN001.message": "{rule} 还发现 {count} 处；只列出前 {shown} 处。",
    "GEN001.why": "同一条规则的发现只列到一定数量。",
    "GEN002": "{beginning}……（共 {number} 个字符）",
    "GEN001.fix": "请修好列出的问题，然后重新检查。",
}
