"""Chinese words of sending files."""

WORDS = {
    "STU001": "{file}：{reason}{seconds} 秒后重试（第 {tries} 次）。",
    "STU002": "索引要求减少请求：从现在起最多同时 {jobs} 个。",
    "STU003": "索引还没有显示 {files}；{seconds} 秒后再看。",
    "STU004": "索引已收下 {file}，但还没有显示它：索引的页面可能有几分钟的延迟。",
    "STU005": "索引显示 {file} 时没有给出哈希值：无法证明内容完全相同。",
    "STU006": "索引没有可读的 {project} 页面：无法证明内容完全相同。",
    "STU007": "之前对这些文件的上传被中断：现在继续剩下的部分。",
    "STU008": "{file} 被跳过：索引上有另一个同名文件。",
    "STU009": "{file} 不会发送：seatrial 还不能发送证明。",
}
