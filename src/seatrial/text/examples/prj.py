"""Examples of the rules on a source tree: after `# name` the lines of that file; paths; or what git and other commands say of the tree."""

PROJECT = '# pyproject.toml\n[project]\nname = "boat"'
SETUP = "# setup.py\nfrom setuptools import find_packages, setup\n"
HATCH = '# pyproject.toml\nproject.name = "boat"\nbuild-system = { requires = ["hatchling"], build-backend = "hatchling.build" }'
GRANT = "Permission is hereby granted, free of charge, to any person obtaining a copy"
EXAMPLES = {
    "PRJ001": (PROJECT, f'{PROJECT}\nreadme = "README.md"\n# README.md'),
    "PRJ002": (f'{PROJECT}\nreadme = "README.rst"\n# README.md', f'{PROJECT}\nreadme = "README.md"\n# README.md'),
    "PRJ003": (f"{PROJECT}\n# README.md", f'{PROJECT}\nreadme = "README.md"\n# README.md'),
    "PRJ004": (
        f'{SETUP}setup(long_description=open("README.md").read())\n# README.md',
        f'{SETUP}setup(long_description=open("README.md").read(),\n      long_description_content_type="text/markdown")\n# README.md',
    ),
    "PRJ005": (PROJECT, f"{PROJECT}\n# LICENSE"),
    "PRJ006": (f'{PROJECT}\nlicense-files = ["LICENCE"]\n# LICENSE', f'{PROJECT}\nlicense-files = ["LICENSE"]\n# LICENSE'),
    "PRJ007": ('# pyproject.toml\n[project]\nversion = "1.0"', f'{PROJECT}\nversion = "1.0"'),
    "PRJ008": ('# pyproject.toml\n[project]\nname = "my boat"', '# pyproject.toml\n[project]\nname = "my-boat"'),
    "PRJ009": ('# pyproject.toml\n[project]\nname = "json"', '# pyproject.toml\n[project]\nname = "boat-json"'),
    "PRJ010": (PROJECT, f'{PROJECT}\nversion = "1.0"'),
    "PRJ011": (f'{PROJECT}\nversion = "summer"', f'{PROJECT}\nversion = "1.0"'),
    "PRJ012": (
        f'{PROJECT}\nversion = "1.1"\n# boat/__init__.py\n__version__ = "1.0"',
        f'{PROJECT}\nversion = "1.1"\n# boat/__init__.py\n__version__ = "1.1"',
    ),
    "PRJ013": (
        f'{PROJECT}\nclassifiers = ["Private :: Do Not Upload"]',
        f'{PROJECT}\nclassifiers = ["Programming Language :: Python :: 3"]',
    ),
    "PRJ014": (
        f'{PROJECT}\nclassifiers = ["Programming Language :: Python3"]',
        f'{PROJECT}\nclassifiers = ["Programming Language :: Python :: 3"]',
    ),
    "PRJ015": (f'{PROJECT}\ndependencies = ["oars @ git+https://git.example/oars"]', f'{PROJECT}\ndependencies = ["oars>=2"]'),
    "PRJ016": (f'{PROJECT}\nversion = "1.0"\ndynamic = ["version"]', f'{PROJECT}\nversion = "1.0"'),
    "PRJ017": (PROJECT, f'{PROJECT}\nrequires-python = ">=3.11"'),
    "PRJ020": (
        f'{SETUP}setup(name="boat", packages=find_packages())\n# boat.py',
        f'{SETUP}setup(name="boat", py_modules=["boat"])\n# boat.py',
    ),
    "PRJ021": (
        f'{SETUP}setup(name="boat", packages=["boat", "boat.sails"])\n# boat/__init__.py',
        f'{SETUP}setup(name="boat", packages=["boat"])\n# boat/__init__.py',
    ),
    "PRJ022": (
        f'{SETUP}setup(name="boat", version=open("VERSION").read())',
        f'{SETUP}setup(name="boat", version=open("VERSION").read())\n# VERSION',
    ),
    "PRJ023": (
        f'{SETUP}setup(name="boat", version=open("VERSION").read())\n# VERSION',
        f'{SETUP}setup(name="boat", version=open("VERSION").read())\n# VERSION\n# MANIFEST.in\ninclude VERSION',
    ),
    "PRJ024": (
        f'{PROJECT}\nscripts = {{ row = "boat.cli:main" }}\n# boat/__init__.py',
        f'{PROJECT}\nscripts = {{ row = "boat.cli:main" }}\n# boat/__init__.py\n# boat/cli.py',
    ),
    "PRJ025": ("# boat/__init__.py\n# build/lib/boat/old.py", "# boat/__init__.py"),
    "PRJ026": (
        PROJECT,
        f'{PROJECT}\n[build-system]\nrequires = ["setuptools>=77"]\nbuild-backend = "setuptools.build_meta"',
    ),
    "PRJ040": ("$ git status\nfatal: not a git repository", "$ git status\nOn branch main"),
    "PRJ041": (
        "$ git log --oneline\nfatal: your current branch 'main' does not have any commits yet",
        "$ git log --oneline\n1a2b3c4 First boat",
    ),
    "PRJ042": ("$ git status --short\n M boat/__init__.py", '$ git commit --all --message "Longer oars"\n$ git status --short'),
    "PRJ043": ("$ git status --short\n?? boat/oars.py", '$ git add boat/oars.py\n$ git commit --message "Oars"\n$ git status --short'),
    "PRJ044": ("$ git status\nHEAD detached at 1a2b3c4", "$ git status\nOn branch main"),
    "PRJ045": (
        "- uses: actions/checkout@v5",
        "- uses: actions/checkout@v5\n  with: { fetch-depth: 0 }",
    ),
    "PRJ046": ("$ unzip boat-main.zip\n$ cd boat-main", "$ git clone https://git.example/boat\n$ cd boat"),
    "PRJ047": ("$ git describe --tags\nv1.2.0-3-g1a2b3c4", "$ git tag v1.3.0\n$ git describe --tags\nv1.3.0"),
    "PRJ048": ("$ git submodule status\n-1a2b3c4 vendor/oars", "$ git submodule status\n 1a2b3c4 vendor/oars (v2.0)"),
    "PRJ049": ("$ git status --short ..\n M ../shared/oars.py", "$ git status --short .."),
    "PRJ050": ("$ git status\ninteractive rebase in progress", "$ git rebase --continue\n$ git status\nOn branch main"),
    "PRJ051": ("boat/ports.csv -> /home/me/ports.csv", "boat/ports.csv"),
    "PRJ052": ("boat/oars.py -> sculls.py", "boat/oars.py -> sculls.py\nboat/sculls.py"),
    "PRJ053": ("boat/boat -> .", "boat/__init__.py"),
    "PRJ054": ("docs/code -> ../boat\nboat/__init__.py", "docs/code.py\nboat/__init__.py"),
    "PRJ055": (
        "# boat/ports.bin\nversion https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146…\nsize 12345",
        "$ git lfs pull\n$ wc -c boat/ports.bin\n12345",
    ),
    "PRJ056": ("boat/Oars.py\nboat/oars.py", "boat/sculls.py\nboat/oars.py"),
    "PRJ057": (
        "$ file row.sh\nPOSIX shell script, ASCII text executable, with CRLF line terminators",
        "$ file row.sh\nPOSIX shell script, ASCII text executable",
    ),
    "PRJ058": ("prw-r--r-- boat/log", "-rw-r--r-- boat/log"),
    "PRJ059": ("---------- boat/oars.py", "-rw-r--r-- boat/oars.py"),
    "PRJ060": ("# .gitignore\nbuild/\n# boat/build/oars.py", "# .gitignore\n/build/\n# boat/build/oars.py"),
    "PRJ061": (
        '# .gitignore\n*.csv\n# boat/__init__.py\nopen("boat/ports.csv")',
        '# .gitignore\n*.csv\n!boat/ports.csv\n# boat/__init__.py\nopen("boat/ports.csv")',
    ),
    "PRJ062": (
        '# oars/pyproject.toml\n[tool.seatrial]\ntag = "v{version}"\n# boat/pyproject.toml\n[tool.seatrial]\ntag = "v{version}"',
        '# oars/pyproject.toml\n[tool.seatrial]\ntag = "{name}-v{version}"\n# boat/pyproject.toml\n[tool.seatrial]\ntag = "{name}-v{version}"',
    ),
    "PRJ063": (f'{PROJECT}\nreadme = "../README.md"', f'{PROJECT}\nreadme = "README.md"\n# README.md'),
    "PRJ070": (f"{PROJECT}\n# boat/__init__.py\n# oars/__init__.py", f"{PROJECT}\n# src/boat/__init__.py\n# src/oars/__init__.py"),
    "PRJ071": (
        f'{SETUP}setup(name="boat", packages=["boat"])\n# boat/__init__.py\n# boat/oars/__init__.py',
        f'{SETUP}setup(name="boat", packages=["boat", "boat.oars"])\n# boat/__init__.py\n# boat/oars/__init__.py',
    ),
    "PRJ072": (
        f'{SETUP}setup(name="boat", packages=find_packages())\n# boat/__init__.py\n# boat/oars/row.py',
        f'{SETUP}setup(name="boat", packages=find_packages())\n# boat/__init__.py\n# boat/oars/__init__.py\n# boat/oars/row.py',
    ),
    "PRJ073": (
        f"{HATCH}\n# oars/__init__.py",
        f"{HATCH}\n# boat/__init__.py",
    ),
    "PRJ074": (
        f'{SETUP}setup(name="boat", packages=["boat"])\n# boat/__init__.py\nopen("boat/ports.json")\n# boat/ports.json',
        f'{SETUP}setup(packages=["boat"], package_data={{"boat": ["*.json"]}})\n# boat/__init__.py\nopen("boat/ports.json")\n# boat/ports.json',
    ),
    "PRJ075": ("# MANIFEST.in\ninclude CHANGES.md\n# CHANGELOG.md", "# MANIFEST.in\ninclude CHANGELOG.md\n# CHANGELOG.md"),
    "PRJ076": (
        f'{PROJECT}\nlicense = "MIT"\nclassifiers = ["License :: OSI Approved :: MIT License"]',
        f'{PROJECT}\nlicense = "MIT"',
    ),
    "PRJ077": (f'{PROJECT}\nlicense = {{ text = "MIT" }}', f'{PROJECT}\nlicense = "MIT"'),
    "PRJ078": (f'{PROJECT}\nlicense = "MIT License"', f'{PROJECT}\nlicense = "MIT"'),
    "PRJ079": (
        f"# LICENSE\nCopyright (c) [year] [fullname]\n{GRANT}",
        f"# LICENSE\nCopyright (c) 2026 Jane Doe\n{GRANT}",
    ),
    "PRJ080": (f'{SETUP}setup(name="boat", use_2to3=True)', f'{SETUP}setup(name="boat", python_requires=">=3.10")'),
    "PRJ081": (
        "# setup.py\nimport numpy\nfrom setuptools import setup\nsetup()",
        '# setup.py\nimport numpy\nfrom setuptools import setup\n# pyproject.toml\n[build-system]\nrequires = ["setuptools", "numpy"]',
    ),
    "PRJ082": (f'{PROJECT}\nlicense = "GPL-3.0-only"\n# LICENSE\n{GRANT}', f'{PROJECT}\nlicense = "MIT"\n# LICENSE\n{GRANT}'),
    "PRJ083": (f'{PROJECT}\nhomepage = "https://boat.example"', f'{PROJECT}\nurls.homepage = "https://boat.example"'),
    "PRJ084": (f'{PROJECT}\nkeywords = "boat, oars"', f'{PROJECT}\nkeywords = ["boat", "oars"]'),
    "PRJ085": (
        f'{PROJECT}\n# setup.py\nfrom setuptools import setup\nsetup(install_requires=["oars"])',
        f'{PROJECT}\ndependencies = ["oars"]',
    ),
    "PRJ086": (f'{PROJECT}\ndescription = "Add your description here"', f'{PROJECT}\ndescription = "Keeps rowing boats in order"'),
    "PRJ087": (
        f'{PROJECT}\nrequires-python = ">=3.11"\nclassifiers = ["Programming Language :: Python :: 3.9"]',
        f'{PROJECT}\nrequires-python = ">=3.11"\nclassifiers = ["Programming Language :: Python :: 3.11"]',
    ),
    "PRJ088": (
        "$ git describe --tags\nv1.2.0\n$ git status --short\n M boat/__init__.py",
        "$ git describe --tags\nv1.2.0\n$ git status --short",
    ),
    "PRJ089": (
        f'{PROJECT}\nlicense-files = ["LICENSE", "NOTICE"]\n# LICENSE',
        f'{PROJECT}\nlicense-files = ["LICENSE"]\n# LICENSE',
    ),
    "PRJ090": ("# README.md\n[Oars](#the-oars)\n\n## Oars", "# README.md\n[Oars](#oars)\n\n## Oars"),
    "PRJ091": ("# README.md\n> [!NOTE]\n> Boats float.", "# README.md\n> **Note:** Boats float."),
    "PRJ092": ("# README.md\n    pip install ship", "# README.md\n    pip install boat"),
    "PRJ093": (
        f'{PROJECT}\nrequires-python = ">=3.11"\n# README.md\nIt requires Python 3.9 or later.',
        f'{PROJECT}\nrequires-python = ">=3.11"\n# README.md\nIt requires Python 3.11 or later.',
    ),
    "PRJ094": (
        "# CHANGELOG.md\n## 0.9 - 2026-05-01\n- Longer oars",
        "# CHANGELOG.md\n## 1.0 - 2026-06-01\n- A mast\n## 0.9 - 2026-05-01\n- Longer oars",
    ),
    "PRJ095": ("# CHANGELOG.md\n## Unreleased\n- A mast", "# CHANGELOG.md\n## 1.0 - 2026-06-01\n- A mast"),
    "PRJ096": (
        "# CHANGES.rst\n1.0 (2026-06-01)\n----------------\n- Nothing changed yet.",
        "# CHANGES.rst\n1.0 (2026-06-01)\n----------------\n- A mast",
    ),
    "PRJ097": (
        "# newsfragments/12.feature\nA mast",
        "$ towncrier build --version 1.0\n$ git status --short\nM  CHANGELOG.md\nD  newsfragments/12.feature",
    ),
    "PRJ098": ("$ git ls-files\n.pypirc\nboat/__init__.py", "$ git ls-files\nboat/__init__.py"),
    "PRJ099": ("$ ls dist\nboat-0.9.tar.gz\nboat-1.0.tar.gz", "$ ls dist\nboat-1.0.tar.gz"),
    "PRJ100": ("$ find build -name '*.py'\nbuild/lib/boat/oars.py\n$ ls boat\n__init__.py", "$ rm -r build"),
    "PRJ101": ("$ cat .gitignore\n__pycache__/", "$ cat .gitignore\n__pycache__/\n/dist/\n/build/"),
    "PRJ102": (
        '$ git tag\n1.0\n1.1\n# pyproject.toml\n[tool.seatrial]\ntag = "v{version}"',
        '$ git tag\n1.0\n1.1\n# pyproject.toml\n[tool.seatrial]\ntag = "{version}"',
    ),
    "PRJ103": (
        '$ git describe --tags --abbrev=0\nv1.1\n# pyproject.toml\nversion = "1.0"',
        '$ git describe --tags --abbrev=0\nv1.1\n# pyproject.toml\nversion = "1.2"',
    ),
    "PRJ104": (f'{PROJECT}\nversion = "1.2.0-rc.1"', f'{PROJECT}\nversion = "1.2.0rc1"'),
    "PRJ105": (
        "# README.md\n![Boat](https://github.com/me/boat/blob/main/boat.png)",
        "# README.md\n![Boat](https://github.com/me/boat/raw/main/boat.png)",
    ),
    "PRJ106": ("# README.md\n    pip install boat==0.9", "# README.md\n    pip install boat"),
    "PRJ108": (f'{PROJECT}\nreadme = {{ file = "README.md" }}\n# README.md', f'{PROJECT}\nreadme = "README.md"\n# README.md'),
    "PRJ107": ("$ git grep --name-only AKIA\nboat/settings.py", "$ git grep --name-only AKIA"),
    "PRJ110": ("$ git branch --show-current\nlonger-oars", "$ git branch --show-current\nmain"),
    "PRJ111": (
        "$ git tag --list v1.2.0\nv1.2.0\n$ git tag --points-at HEAD",
        "$ git tag --list v1.2.0\nv1.2.0\n$ git tag --points-at HEAD\nv1.2.0",
    ),
    "PRJ112": ("$ git status --short --branch\n## main...origin/main [behind 2]", "$ git status --short --branch\n## main...origin/main"),
    "PRJ113": (
        '$ seatrial status --online\nPyPI  1.1.0, 1.2.0\n# pyproject.toml\nversion = "1.2.0"',
        '$ seatrial status --online\nPyPI  1.1.0, 1.2.0\n# pyproject.toml\nversion = "1.2.1"',
    ),
    "PRJ114": (
        '$ seatrial status --online\nPyPI  1.1.0, 1.2.0\n# pyproject.toml\nversion = "1.0.5"',
        '$ seatrial status --online\nPyPI  1.1.0, 1.2.0\n# pyproject.toml\nversion = "1.3.0rc1"',
    ),
    "PRJ115": (f'{PROJECT}\nversion = "1.1"\n# CITATION.cff\nversion: 1.0', f'{PROJECT}\nversion = "1.1"\n# CITATION.cff\nversion: 1.1'),
}
