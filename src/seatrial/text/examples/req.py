"""Examples of the rules on requirements: after `# name` the lines of that file."""

NAME = 'name = "boat"'
PROJECT = f"# pyproject.toml\n[project]\n{NAME}"
SETUP = "# setup.py\nfrom setuptools import setup\n"
FROM_FILE = f'{SETUP}setup(name="boat", install_requires=open("requirements.txt").readlines())\n# requirements.txt\n'
EXAMPLES: dict[str, tuple[str, str]] = {
    "REQ001": (f"{PROJECT}\n# boat.py\nimport requests", f'{PROJECT}\ndependencies = ["requests"]\n# boat.py\nimport requests'),
    "REQ002": (
        f'{PROJECT}\ndependencies = ["requests"]\n# boat.py\nimport urllib3',
        f'{PROJECT}\ndependencies = ["requests", "urllib3"]\n# boat.py\nimport urllib3',
    ),
    "REQ003": (
        '# pyproject.toml\nproject = { name = "boat", dependencies = ["click"] }\ndependency-groups = { dev = ["attrs", "rich"] }\n# boat.py\nimport rich',
        '# pyproject.toml\nproject = { name = "boat", dependencies = ["click", "rich"] }\ndependency-groups = { dev = ["attrs"] }\n# boat.py\nimport rich',
    ),
    "REQ004": (
        f'{PROJECT}\ndependencies = ["click", "rich"]\n# boat.py\nimport click',
        f'{PROJECT}\ndependencies = ["click"]\n# boat.py\nimport click',
    ),
    "REQ005": (f'{PROJECT}\ndependencies = ["boat"]', f"{PROJECT}\ndependencies = []"),
    "REQ006": (f'{PROJECT}\ndependencies = ["pathlib"]', f"{PROJECT}\ndependencies = []"),
    "REQ007": (f'{PROJECT}\ndependencies = ["rich >= 13 or more"]', f'{PROJECT}\ndependencies = ["rich >= 13"]'),
    "REQ008": (f"{FROM_FILE}-r base.txt", f"{FROM_FILE}click>=8"),
    "REQ009": (
        f'{PROJECT}\ndependencies = ["click"]\n# requirements.txt\nrich',
        f'{PROJECT}\ndependencies = ["rich"]\n# requirements.txt\nrich',
    ),
    "REQ010": (
        f'{PROJECT}\ndependencies = ["click", "rich"]\n# requirements.txt\nclick',
        f'{PROJECT}\ndependencies = ["click", "rich"]\n# requirements.txt\n.',
    ),
    "REQ011": (
        f'{PROJECT}\ndependencies = ["click>=8"]\n# requirements.txt\nclick==7.1.2',
        f'{PROJECT}\ndependencies = ["click>=8"]\n# requirements.txt\nclick==8.1.7',
    ),
    "REQ012": (f'{PROJECT}\ndependencies = ["click>=7", "click>=8"]', f'{PROJECT}\ndependencies = ["click>=8"]'),
    "REQ013": (f'{PROJECT}\ndependencies = ["click==8.1.7"]', f'{PROJECT}\ndependencies = ["click>=8.1"]'),
    "REQ014": (
        '# uv.lock\n[[package]]\nname = "boat"\nversion = "1.0"\nsource = { editable = "." }',
        '# uv.lock\n[[package]]\nname = "boat"\nversion = "1.1"\nsource = { editable = "." }',
    ),
    "REQ015": (
        "# uv.lock\n[package.metadata]\nrequires-dist = []",
        '# uv.lock\n[package.metadata]\nrequires-dist = [{ name = "click" }]',
    ),
    "REQ016": (f"{PROJECT}\n# requirements.txt\nclick >> 8", f"{PROJECT}\n# requirements.txt\nclick >= 8"),
}
