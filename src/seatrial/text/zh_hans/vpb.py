"""Chinese words of releases on an index that are verified."""

WORDS = {
    "VPB001": "{the_index} 的 JSON API 显示 {what}，文件列表没有显示：那个页面来自缓存。{seconds} 秒后再看。",
    "VPB002": "这些字节是否属于您：本机没有 {name} {version} 的文件。索引自己的页面与它给出的字节一致。",
    "VPB003": "与 {where} 中字节完全相同的文件：{count} 个，共 {total} 个",
    "VPB004": "已撤回（yank），除非指定这个版本，安装程序会跳过（原因：{reason}）：{files}",
    "VPB005": "{the_index} 把项目标记为 {status}。",
    "VPB006": "{the_index} 显示了 {file} 的来源：{url}（没有检查签名）。",
    "VPB007": "用于其他平台或 Python，没有下载：{files}",
    "VPB008": "这些字节是否属于您：本机没有 {name} {version} 的文件，而索引显示 {files} 时没有给出哈希值。",
    "VPB009": "{the_index} 的 JSON API 没有或还没有显示这些文件：{files}",
    "VPB010": "没有写版本：{version} 是 {the_index} 显示的最新版本。",
    "VPB012": "这些文件是否属于您：{where} 中没有记录它们：{files}",
    "VPB013": "没有适用于本机 Python {python} 的 wheel：用户要从 sdist 构建。",
    "VPB015": "{the_index} 还没有显示 {what}；它的页面可能来自缓存。{seconds} 秒后再看。",
    "VPB016": "{the_index} 显示了 {what}，但还缺少 {files}。{seconds} 秒后再看。",
    "VPB017": "{the_index} 没有给出文件列表（{reason}）。{seconds} 秒后再看。",
    "VPB018": "{the_index} 上关于 {what} 的页面互相矛盾。{seconds} 秒后再看。",
    "VPB019": "文件列表来自缓存，已有 {age} 秒。",
    "VPB020": "JSON API 显示了 {file} 的完全相同的字节；安装程序所依据的文件列表还没有显示它。稍后查看：{command}",
    "VPB022": "{the_index} 的文件列表比它的 JSON API 页面旧：途中的缓存还没有更新。",
    "VPB021": "{file} 被跳过：索引上有同名文件，但没有给出它的哈希值，无法证明内容相同。",
}
