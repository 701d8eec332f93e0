"""Chinese words of what the embedded index says while it runs."""

WORDS: dict[str, str] = {
    "STI001": "上传令牌：见 {path}",
    "STI002": "上传令牌：接受任何以 pypi- 开头、格式正确的令牌",
    "STI003": "上传：twine upload --repository-url {url} -u __token__ dist/*",
    "STI004": "安装：pip install --index-url {url} NAME",
}
