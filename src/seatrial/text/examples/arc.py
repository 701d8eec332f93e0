"""Examples of the rules on archives: a command that makes one, its members, or its records in their order (`local` before the data of a member, `central` in the directory, `end` behind it)."""

WHEEL = "boat-1.0-py3-none-any.whl"
INFO = "boat-1.0.dist-info"
BUILD = "$ python -m build"
TEST = f"$ unzip -t {WHEEL}\ntesting: "
EXAMPLES = {
    "ARC001": ("central boat.py version_needed=9.0", "central boat.py version_needed=2.0"),
    "ARC002": (f"$ cat boat-1.0.tar boat.zip > {WHEEL}", BUILD),
    "ARC003": (f"$ head -c 1000 dist/{WHEEL} > {WHEEL}", f"$ cp dist/{WHEEL} {WHEEL}"),
    "ARC004": ("central boat.py signature=0x00000000", "central boat.py signature=0x02014b50"),
    "ARC005": ("$ cp README.md boat-1.0.tar.gz", "$ tar -czf boat-1.0.tar.gz boat-1.0"),
    "ARC006": ("$ tar -cjf boat-1.0.tar.gz boat-1.0", "$ tar -czf boat-1.0.tar.gz boat-1.0"),
    "ARC007": ("boat-1.0/boat.py size=309485009821345068724781055", "boat-1.0/boat.py size=120"),
    "ARC008": (
        f"$ truncate -s 1G boat/zeros.bin\n$ zip {WHEEL} boat/zeros.bin",
        f"$ truncate -s 1M boat/zeros.bin\n$ zip {WHEEL} boat/zeros.bin",
    ),
    "ARC009": (f"$ zip -Z bzip2 {WHEEL} boat.py", f"$ zip -Z deflate {WHEEL} boat.py"),
    "ARC010": ("boat-1.0/PKG-INFO\n/boat-1.0/boat.py", "boat-1.0/PKG-INFO\nboat-1.0/boat.py"),
    "ARC011": (
        "$ truncate -s 1M boat-1.0/zeros.bin\n$ tar --sparse -czf boat-1.0.tar.gz boat-1.0",
        "$ truncate -s 1M boat-1.0/zeros.bin\n$ tar -czf boat-1.0.tar.gz boat-1.0",
    ),
    "ARC012": ("boat-1.0/PKG-INFO\nNEWS", "boat-1.0/PKG-INFO\nboat-1.0/NEWS"),
    "ARC013": ("boat-1.0.whl", WHEEL),
    "ARC014": (f"Boat-1.0-py3-none-any.whl\n{INFO}/WHEEL", f"{WHEEL}\n{INFO}/WHEEL"),
    "ARC015": ("boat-1.0/boat.py", "boat-1.0/boat.py\nboat-1.0/PKG-INFO"),
    "ARC016": (f"{TEST}{INFO}/WHEEL   bad CRC 1c291ca3", f"{TEST}{INFO}/WHEEL   OK"),
    "ARC017": (f"$ zip --encrypt {WHEEL} {INFO}/WHEEL", f"$ zip {WHEEL} {INFO}/WHEEL"),
    "ARC018": (f"{TEST}boat.py   bad CRC 1c291ca3", f"{TEST}boat.py   OK"),
    "ARC019": (f"$ zip --encrypt {WHEEL} boat.py", f"$ zip {WHEEL} boat.py"),
    "ARC020": (f"$ pyarmor gen boat.py\n{BUILD}", BUILD),
    "ARC021": (f"$ sourcedefender encrypt boat.py\n{BUILD}", BUILD),
    "ARC031": ("local   boat.py extra_length=2", "local   boat.py extra_length=0"),
    "ARC032": (r"local   boat\x07.py", "local   boat.py"),
    "ARC033": ("local   boat.py extra=[0x0001, 0x0001]", "local   boat.py extra=[0x0001]"),
    "ARC034": (r"local   boat.py extra={0x7075: 'bo\xe4t.py'}", r"local   boat.py extra={0x7075: 'bo\xc3\xa4t.py'}"),
    "ARC035": (f"$ zip -r - boat | cat > {WHEEL}", f"$ zip -r {WHEEL} boat"),
    "ARC036": (
        "local   boat.py compressed_size=118\ncentral boat.py compressed_size=120",
        "local   boat.py compressed_size=120\ncentral boat.py compressed_size=120",
    ),
    "ARC037": (
        "local   boat.py file_size=300\ncentral boat.py file_size=400",
        "local   boat.py file_size=400\ncentral boat.py file_size=400",
    ),
    "ARC038": (r"local   bo\xe4t.py", r"local   bo\xc3\xa4t.py"),
    "ARC039": ("local   boat.py\nlocal   oars.py\ncentral boat.py", "local   boat.py\nlocal   oars.py\ncentral boat.py\ncentral oars.py"),
    "ARC040": ("central boat.py comment='Ahoy'", "central boat.py comment=''"),
    "ARC041": ("local   boat.py\ncentral boat.py\ncentral boat.py", "local   boat.py\ncentral boat.py"),
    "ARC042": ("local   boat.py\ncentral boat.py\ncentral oars.py", "local   boat.py\nlocal   oars.py\ncentral boat.py\ncentral oars.py"),
    "ARC043": ("local   boat.py\nlocal   boat.py\ncentral boat.py", "local   boat.py\ncentral boat.py"),
    "ARC044": ("central boat.py\nend     entries=2", "central boat.py\nend     entries=1"),
    "ARC045": (
        "central boat.py offset=1200\nend     directory_offset=1100",
        "central boat.py offset=1200\nend     directory_offset=1200",
    ),
    "ARC046": (
        "central boat.py size=53\nend     directory_size=60\ncentral boat.py size=53\nend     directory_size=53",
        "central boat.py size=53\nend     directory_size=53",
    ),
    "ARC047": ("end64   record_size=52", "end64   record_size=44"),
    "ARC048": (f"$ cat run.sh boat.zip > {WHEEL}", f"$ cat boat.zip > {WHEEL}"),
    "ARC049": (
        "local   boat.py\nend     entries=0\ncentral boat.py\nend     entries=1",
        "local   boat.py\ncentral boat.py\nend     entries=1",
    ),
    "ARC050": (f"$ cat boat.zip NOTES > {WHEEL}", f"$ cat boat.zip > {WHEEL}"),
    "ARC055": (f"{WHEEL}\nAPI-METADATA.txt Metadata-Version: 2.1", f"{WHEEL}\napi.txt Metadata-Version: 2.1"),
    "ARC060": (f"$ unzip -Z1 {WHEEL} | wc -l\n300000", f"$ unzip -Z1 {WHEEL} | wc -l\n300"),
    "ARC061": ("$ gzip -dc boat-1.0.tar.gz | wc -c\n5000000000", "$ gzip -dc boat-1.0.tar.gz | wc -c\n5000000"),
    "ARC062": (f"{TEST}boat/ports.csv   bad CRC 1c291ca3", f"{TEST}boat/ports.csv   OK"),
    "ARC063": ("2097152  boat/ports.json", "262144  boat/ports.json"),
    "ARC064": ("$ seatrial check dist/boat.whl\n$ ls dist\nboat-1.0-py3-none-any.whl", f"$ seatrial check dist/{WHEEL}"),
    "ARC065": ("$ seatrial check docs", "$ seatrial check ."),
    "ARC069": ("$ seatrial check boat.whl\nKilled", "$ seatrial check boat.whl\n✓ accepted"),
    "ARC066": ("$ cat boat/*.py | wc -c\n5000000", "$ cat boat/*.py | wc -c\n500000"),
}
