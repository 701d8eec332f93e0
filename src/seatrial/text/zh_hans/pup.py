"""Chinese words of the problems with sending files to an index."""

WORDS = {
    "PUP001.title": "索引无法证明自己的身份",
    "PUP001.message": "{url} 的证书不被接受：{reason}。",
    "PUP001.why": "在那里应答的一方可能读到你的令牌和文件。什么都没有发送。",
    "PUP001.fix": "请确认地址无误，且本机时钟准确。如果公司使用自己的证书，请用 --cert 或 SEATRIAL_CERT 指明证书文件。",
    "PUP002.title": "索引要求把文件上传到别处",
    "PUP002.message": "{url} 答复说，应上传到 {target}。",
    "PUP002.why": "令牌只会发往它所针对的地址，因此不会跟随这个重定向。",
    "PUP002.fix": "如果你信任 {target}，请把它指定为上传地址。",
    "PUP003.title": "索引的上传地址来回重定向",
    "PUP003.message": "{url} 把上传从一个地址转到另一个地址，共 {times} 次。",
    "PUP003.why": "上传地址不对，或者索引没有配置好。",
    "PUP003.fix": "请在该索引的文档中查找上传地址；它与 pip 读取的地址不同。",
    "PUP004.title": "无法读取证书",
    "PUP004.message": "{path}：{reason}。",
    "PUP004.why": "与索引的连接需要它，没有它就不会连接。",
    "PUP004.fix": "请指定一个可读的 PEM 格式文件。",
}
