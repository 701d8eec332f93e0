"""Examples of the rules on the project's settings: after `# name` the lines of that file."""

EXAMPLES = {
    "SET001": (
        '# pyproject.toml\n[tool.seatrial]\nfile-limt = "200MiB"',
        '# pyproject.toml\n[tool.seatrial]\nfile-limit = "200MiB"',
    ),
    "SET002": (
        '# pyproject.toml\n[tool.seatrial]\nfile-limit = "huge"',
        '# pyproject.toml\n[tool.seatrial]\nfile-limit = "200MiB"',
    ),
    "SET003": (
        '# pyproject.toml\n[tool.seatrial]\nignore = { WHL039 = "" }',
        '# pyproject.toml\n[tool.seatrial]\nignore = { WHL039 = "The licence is in the README." }',
    ),
    "SET004": (
        '# pyproject.toml\n[tool.seatrial]\ntag = "v{version}"\n# seatrial.toml\nfile-limit = "200MiB"',
        '# pyproject.toml\n[tool.seatrial]\ntag = "v{version}"\nfile-limit = "200MiB"',
    ),
    "SET005": ("# seatrial.toml\nfile-limit = 200MiB", '# seatrial.toml\nfile-limit = "200MiB"'),
    "SET006": (
        '# pyproject.toml\n[tool.seatrial.ignore]\nWHL093 = "The licence is in the README."',
        '# pyproject.toml\n[tool.seatrial.ignore]\nWHL039 = "The licence is in the README."',
    ),
    "SET007": (
        '# pyproject.toml\n[tool.seatrial.ignore]\nWHL005 = "It runs everywhere."',
        '# pyproject.toml\n[tool.seatrial.ignore]\nWHL039 = "The licence is in the README."',
    ),
}
