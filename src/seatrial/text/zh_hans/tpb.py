"""Chinese words of Trusted Publishing."""

WORDS: dict[str, str] = {
    "TPB001": "没有看到会给出身份的 CI",
    "TPB002": "检测到 {ci}；没有 TLS 的连接上不会发送身份",
    "TPB003": "检测到 {ci}；这个索引不接受身份",
    "TPB004": "这个作业（{ci}）的身份，受众为 {audience}",
    "TPB005": "可信发布：{the_index} 为这个作业（{ci}）给出了令牌，有效期 {minutes} 分钟。",
    "TPB006": "上传令牌无法更新（{reason}）；旧令牌在有效期内继续使用。",
    "TPB007": "这个作业只能得到一个上传令牌，有效期 {minutes} 分钟：{megabytes} MB 必须在此之前发送完。若来不及，请在新的作业中继续。",
    "TPB009": "接受受众为 {audience} 的身份。",
    "TPB008": "检测到 {ci}；这个索引是否接受其身份，上传文件时才会询问",
}
