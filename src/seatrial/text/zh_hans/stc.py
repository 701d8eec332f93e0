"""Chinese words told while it is sought what changed since the last release."""

WORDS = {
    "STC001": "没有查看自上次发布以来的变化：{index} 要求密码。",
    "STC002": "不知道自上次发布以来有什么变化：{index} 没有在规定时间内给出。",
    "STC003": "没有比较自上次发布以来的变化：{index} 上的 {file} 看来属于另一个项目。",
}
