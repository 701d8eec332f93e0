"""Examples of the rules on a release beside what its index shows: what is there, and what is sent."""

EXAMPLES = {
    "BFR001": ("index: boat  archived\ndist:  boat-1.1.tar.gz", "index: boat  active\ndist:  boat-1.1.tar.gz"),
    "BFR002": ("index: boat  quarantined\ndist:  boat-1.1.tar.gz", "index: boat  active\ndist:  boat-1.1.tar.gz"),
    "BFR003": ("index: boat  deprecated\ndist:  boat-1.1.tar.gz", "index: boat  active\ndist:  boat-1.1.tar.gz"),
    "BFR004": (
        "index: boat-1.0.tar.gz  yanked\ndist:  boat-1.0-py3-none-any.whl",
        "index: boat-1.0.tar.gz  yanked\ndist:  boat-1.1-py3-none-any.whl",
    ),
    "BFR005": (
        "index: boat  9.9 GiB\ndist:  boat-1.1-py3-none-any.whl  0.1 GiB\n       boat-1.1.tar.gz           0.1 GiB",
        "index: boat  9.5 GiB\ndist:  boat-1.1-py3-none-any.whl  0.1 GiB\n       boat-1.1.tar.gz           0.1 GiB",
    ),
    "BFR006": ("token: boat\nindex: no boat", "token: boat\nindex: boat 1.0"),
}
