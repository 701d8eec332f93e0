"""Examples of the rules on workflows: a whole workflow in few lines, the keys of the job that publishes, or the events that start it."""

HASH = "0" * 40
EXAMPLES = {
    "WFL001": ("on: push\njobs: {", "on: push\njobs: {}"),
    "WFL002": ('"#" * 300_000', '"on: push"'),
    "WFL003": ("on: push\non: release", "on: [push, release]"),
    "WFL004": ("jobs: {build: {runs-on: ubuntu-latest}}", "on: push\njobs: {build: {runs-on: ubuntu-latest}}"),
    "WFL005": ("on: push\njobs:\n  publish: {needs: bild}\n  build: {}", "on: push\njobs:\n  publish: {needs: build}\n  build: {}"),
    "WFL010": (
        "permissions: {contents: read}\nsteps:\n- uses: pypa/gh-action-pypi-publish@release/v1",
        "permissions: {id-token: write}\nsteps:\n- uses: pypa/gh-action-pypi-publish@release/v1",
    ),
    "WFL011": (
        "steps:\n- run: twine upload dist/*\n  env: {TWINE_PASSWORD: '${{ secrets.PYPI_TOKEN }}'}",
        "permissions: {id-token: write}\nsteps:\n- run: seatrial upload dist/*",
    ),
    "WFL012": (
        "on: push\npermissions: {id-token: write}\njobs:\n  test: {steps: [run: pytest]}\n  publish:\n    steps: [uses: pypa/gh-action-pypi-publish@release/v1]",
        "on: push\njobs:\n  test: {steps: [run: pytest]}\n  publish:\n    permissions: {id-token: write}\n    steps: [uses: pypa/gh-action-pypi-publish@release/v1]",
    ),
    "WFL013": (
        "permissions: write-all\nsteps:\n- run: seatrial upload dist/*",
        "permissions: {id-token: write}\nsteps:\n- run: seatrial upload dist/*",
    ),
    "WFL014": (
        "permissions: {id-token: write}\nsteps:\n- run: python -m build\n- run: seatrial upload dist/*",
        "permissions: {id-token: write}\nsteps:\n- uses: actions/download-artifact@v8\n  with: {name: dist, path: dist}\n- run: seatrial upload dist/*",
    ),
    "WFL015": (
        "on: workflow_call\njobs:\n  publish:\n    permissions: {id-token: write}\n    steps: [run: seatrial upload dist/*]",
        "on: {push: {tags: ['v*']}}\njobs:\n  publish:\n    permissions: {id-token: write}\n    steps: [run: seatrial upload dist/*]",
    ),
    "WFL016": (
        "on: pull_request_target\njobs:\n  publish:\n    permissions: {id-token: write}\n    steps: [run: seatrial upload dist/*]",
        "on: {push: {tags: ['v*']}}\njobs:\n  publish:\n    permissions: {id-token: write}\n    steps: [run: seatrial upload dist/*]",
    ),
    "WFL017": (
        "permissions: {id-token: write}\nsteps:\n- run: seatrial upload dist/*",
        "environment: pypi\npermissions: {id-token: write}\nsteps:\n- run: seatrial upload dist/*",
    ),
    "WFL018": (
        "on: push\nenv: {TWINE_PASSWORD: '${{ secrets.PYPI_TOKEN }}'}\njobs:\n  test: {steps: [run: pytest]}\n  publish: {steps: [run: twine upload dist/*]}",
        "on: push\njobs:\n  test: {steps: [run: pytest]}\n  publish:\n    permissions: {id-token: write}\n    steps: [run: seatrial upload dist/*]",
    ),
    "WFL020": ("push: {tags: ['^v\\d+']}", "push: {tags: ['v[0-9]+*']}"),
    "WFL021": ("push: {tags: ['v*']}\n# tag: release-{version}", "push: {tags: ['release-*']}\n# tag: release-{version}"),
    "WFL022": ("release: {types: [created]}", "release: {types: [published]}"),
    "WFL023": ("release:", "release: {types: [published]}"),
    "WFL024": (
        "on: {push: {branches: [main]}}\njobs:\n  publish:\n    if: startsWith(github.ref, 'refs/tags/')\n    steps: [run: seatrial upload dist/*]",
        "on: {push: {branches: [main], tags: ['v*']}}\njobs:\n  publish:\n    if: startsWith(github.ref, 'refs/tags/')\n    steps: [run: seatrial upload dist/*]",
    ),
    "WFL025": (
        "on: {push: {branches: [main]}}\njobs:\n  publish:\n    steps:\n    - uses: actions/checkout@v7\n    - run: python -m build && twine upload dist/*",
        "on: {push: {tags: ['v*']}}\njobs:\n  publish:\n    steps:\n    - uses: actions/checkout@v7\n    - run: python -m build && twine upload dist/*",
    ),
    "WFL026": (
        "steps:\n- uses: actions/download-artifact@v8\n- run: seatrial upload dist/*",
        "needs: build\nsteps:\n- uses: actions/download-artifact@v8\n- run: seatrial upload dist/*",
    ),
    "WFL027": (
        "strategy: {matrix: {os: [ubuntu-latest, macos-latest]}}\nsteps:\n- uses: actions/upload-artifact@v7\n  with: {name: dist}\n- run: seatrial upload dist/*",
        "strategy: {matrix: {os: [ubuntu-latest, macos-latest]}}\nsteps:\n- uses: actions/upload-artifact@v7\n  with: {name: 'dist-${{ matrix.os }}'}\n- run: seatrial upload dist/*",
    ),
    "WFL028": (
        "steps:\n- uses: actions/download-artifact@v8\n  with: {path: dist}\n- uses: pypa/gh-action-pypi-publish@release/v1",
        "steps:\n- uses: actions/download-artifact@v8\n  with: {path: dist, merge-multiple: true}\n- uses: pypa/gh-action-pypi-publish@release/v1",
    ),
    "WFL030": (
        "steps:\n- uses: actions/upload-artifact@v3\n- run: seatrial upload dist/*",
        "steps:\n- uses: actions/upload-artifact@v7\n- run: seatrial upload dist/*",
    ),
    "WFL031": (
        "runs-on: ubuntu-20.04\nsteps: [run: seatrial upload dist/*]",
        "runs-on: ubuntu-latest\nsteps: [run: seatrial upload dist/*]",
    ),
    "WFL032": (
        "steps:\n- uses: actions/setup-python@v7\n  with: {python-version: 3.10}\n- run: seatrial upload dist/*",
        "steps:\n- uses: actions/setup-python@v7\n  with: {python-version: '3.10'}\n- run: seatrial upload dist/*",
    ),
    "WFL033": (
        "runs-on: windows-latest\nsteps: [uses: pypa/gh-action-pypi-publish@release/v1]",
        "runs-on: ubuntu-latest\nsteps: [uses: pypa/gh-action-pypi-publish@release/v1]",
    ),
    "WFL034": (
        "steps: [uses: pypa/gh-action-pypi-publish@master]",
        "steps: [uses: pypa/gh-action-pypi-publish@release/v1]",
    ),
    "WFL035": (
        "steps: [uses: pypa/gh-action-pypi-publish@release/v1]",
        f"steps: [uses: pypa/gh-action-pypi-publish@{HASH}]",
    ),
    "WFL036": (
        "steps: [uses: pypa/gh-action-pypi-publish@v1.12.2]",
        "steps: [uses: pypa/gh-action-pypi-publish@v1.14.2]",
    ),
    "WFL037": ("steps: [run: python setup.py sdist upload]", "steps: [run: python -m build && seatrial upload dist/*]"),
    "WFL038": (
        "steps: [run: python setup.py sdist bdist_wheel && twine upload dist/*]",
        "steps: [run: python -m build && twine upload dist/*]",
    ),
    "WFL039": (
        "steps:\n- uses: pypa/gh-action-pypi-publish@release/v1\n  with: {skip_existing: true}",
        "steps:\n- uses: pypa/gh-action-pypi-publish@release/v1\n  with: {skip-existing: true}",
    ),
    "WFL040": (
        "steps:\n- uses: actions/setup-python@v7\n  with: {cache: pip}\n- run: seatrial upload dist/*",
        "steps:\n- uses: actions/setup-python@v7\n- run: seatrial upload dist/*",
    ),
}
