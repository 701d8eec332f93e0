"""Chinese words of the explanations of rules and problems."""

WORDS = {
    "EXP001": "含义",
    "EXP002": "错误示例",
    "EXP003": "正确示例",
    "EXP004": "级别",
    "EXP005": "忽略",
    "EXP006": "错误",
    "EXP007": "警告",
    "EXP008": "提示",
    "EXP009": "问题",
    "EXP010": "PyPI 据此拒绝",
    "EXP011": "此时无法得知 PyPI 会如何答复",
    "EXP012": "理由",
    "EXP013": "不能忽略",
    "EXP014": "没有答复",
    "EXP015": "规则：{rules}，问题：{problems}",
    "EXP016": "{severity}，{more}",
}
