"""Chinese words of sending files."""

WORDS = {
    "STU001": "{file}：{reason}{seconds} 秒后重试（第 {tries} 次）。",
    "STU002": "索引要求减少请求：从现在起最多同时 {jobs} 个。",
    "STU003": "索引还没有显示 {files}；{seconds} 秒后再看。",
    "STU004": "索引已收下 {file}，但还没有显示它：索引的页面可能有几分钟的延迟。稍后查看：{command}",
    "STU005": "索引显示 {file} 时没有给出哈希值：无法证明内容完全相同。{command} 会下载并比较。",
    "STU006": "索引没有可读的 {project} 页面：无法证明内容完全相同。稍后查看：{command}",
    "STU007": "之前对这些文件的上传被中断：现在继续剩下的部分。",
    "STU008": "{file} 被跳过：索引上有另一个同名文件。",
    "STU009": "{file} 被跳过：加上 --attestations 才会发送证明。",
    "STU010": "{file} 被跳过：PyPI 已不再接受 GPG 签名。",
    "STU011": "无法写入 {path}（{reason}）：这次上传的进度保存在您的数据文件夹中。",
    "STU012": "{path} 无法读取，已被放到一边：没有人知道其中哪些已经上线。",
    "STU013": "{the_index} 上没有其中任何文件。",
    "STU014": "已在 {the_index} 上的文件会留在那里，它们的文件名已被用掉。已上线：{live}/{total}。",
    "STU015": "已发送到 {the_index} 但没有得到答复，不知道是否已在那里：{files}",
    "STU030": "{file}：索引要求等待 {minutes} 分钟，时间过长，不再等待。",
    "STU031": "`{command}` 被中断的改动已经完成：{files}。",
    "STU032": "`{command}` 被中断的改动已经撤销：{files}。",
    "STU033": "版本 {version} 现在位于提交 {commit} 中。",
}
