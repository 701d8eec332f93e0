"""Examples of the rules on what an archive contains: its members, or lines of one of them."""

EXAMPLES = {
    "CON001": ("boat/__init__.py\nboat/.env", "boat/__init__.py\nboat/.env.example"),
    "CON002": ('TOKEN = "pypi-AgEIcHlwaS5vcmc…"', 'TOKEN = os.environ["PYPI_TOKEN"]'),
    "CON003": ("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0B…", 'KEY = Path(os.environ["BOAT_KEY"]).read_text()'),
    "CON004": ('TOKEN = "ghp_wN7bT3…"', 'TOKEN = os.environ["GITHUB_TOKEN"]'),
    "CON005": ("boat/__init__.py\nboat/__pycache__/__init__.cpython-312.pyc", "boat/__init__.py"),
    "CON006": ("boat/__init__.py\nboat/.DS_Store", "boat/__init__.py"),
    "CON007": ("boat/Oars.py\nboat/oars.py", "boat/sculls.py\nboat/oars.py"),
    "CON008": ("boat-1.0/PKG-INFO\n../oars.py", "boat-1.0/PKG-INFO\nboat-1.0/oars.py"),
    "CON009": ("boat/__init__.py\nboat/ports.csv -> ../ports.csv", "boat/__init__.py\nboat/ports.csv"),
    "CON010": ("-rw-r--r-- boat-1.0/PKG-INFO\nprw-r--r-- boat-1.0/log", "-rw-r--r-- boat-1.0/PKG-INFO\n-rw-r--r-- boat-1.0/log"),
    "CON011": ("boat/aux.py", "boat/auxiliary.py"),
    "CON012": ("Requires-Python: >=3.10, <3.14", "Requires-Python: >=3.10"),
}
