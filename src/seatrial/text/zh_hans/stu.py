"""Chinese words of sending files."""

WORDS = {
    "STU001": "{file}：{reason}{seconds} 秒后重试（第 {tries} 次）。",
    "STU002": "索引要求减少请求：从现在起最多同时 {jobs} 个。",
}
