"""Examples of the rules on an upload beside what the index knows: what is sent, and what is there."""

EXAMPLES = {
    "IDX001": ("TWINE_USERNAME=me\nTWINE_PASSWORD=…", "TWINE_USERNAME=__token__\nTWINE_PASSWORD=pypi-…"),
    "IDX002": ("TWINE_USERNAME=__token__\nTWINE_PASSWORD=AgEIcHlw…", "TWINE_USERNAME=__token__\nTWINE_PASSWORD=pypi-AgEIcHlw…"),
    "IDX003": ("Name: json", "Name: boat-json"),
    "IDX004": ("Name: boat\nprohibited: boat", "Name: boat-harbour\nprohibited: boat"),
    "IDX005": ("Name: b0at\nprojects: boat", "Name: harbour-boat\nprojects: boat"),
    "IDX006": ("Name: boat\ntoken: ship", "Name: boat\ntoken: boat"),
    "IDX007": (
        "index: boat  9.9 GiB\ndist:  boat-1.1-py3-none-any.whl  0.2 GiB",
        "index: boat  9.5 GiB\ndist:  boat-1.1-py3-none-any.whl  0.2 GiB",
    ),
    "IDX008": (
        "index: boat-1.0.tar.gz  sha256=9f86d081…\ndist:  boat-1.0.tar.gz  sha256=60303ae2…",
        "index: boat-1.0.tar.gz  sha256=9f86d081…\ndist:  boat-1.1.tar.gz  sha256=60303ae2…",
    ),
    "IDX009": ("deleted: boat-1.0.tar.gz\ndist:    boat-1.0.tar.gz", "deleted: boat-1.0.tar.gz\ndist:    boat-1.1.tar.gz"),
    "IDX010": (
        "index: boat 1.0  2026-01-01\ndist:  boat-1.0-cp314-cp314-win_amd64.whl  2026-02-01",
        "index: boat 1.0  2026-01-01\ndist:  boat-1.0-cp314-cp314-win_amd64.whl  2026-01-10",
    ),
    "IDX011": ("index: boat-1.0.tar.gz\ndist:  boat-1.0.0.tar.gz", "index: boat-1.0.tar.gz\ndist:  boat-1.1.tar.gz"),
    "IDX022": (
        'token: boat\nattestations: [{"version": 1, …}]',
        "token: boat",
    ),
    "IDX023": ("Name: boat\nprojects: ship\npublisher: ship", "Name: boat\nprojects: boat, ship\npublisher: boat"),
    "IDX024": ("Name: boat\nprojects: boat, ship\npublisher: ship", "Name: boat\nprojects: boat, ship\npublisher: boat, ship"),
    "IDX025": (
        "Name: boat\nprojects: boat\npublisher: boat\ntoken until: 12:15\narrives: 12:16",
        "Name: boat\nprojects: boat\npublisher: boat\ntoken until: 12:15\narrives: 12:14",
    ),
    "IDX020": (
        "index: boat  https://harbour.example\nhere:  boat  https://lake.example",
        "index: boat       https://harbour.example\nhere:  lake-boat  https://lake.example",
    ),
    "IDX021": (
        "index: boat\nhere:  boat  https://lake.example",
        "index: boat  https://lake.example\nhere:  boat  https://lake.example",
    ),
}
