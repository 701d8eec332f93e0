"""Examples of the rules on a build beside a second one: code or commands of the build."""

EXAMPLES = {
    "REP001": (
        'file.write(f"BUILT = {time.time()}")',
        "file.write(f\"BUILT = {os.environ['SOURCE_DATE_EPOCH']}\")",
    ),
    "REP002": ('open(f"boat/_{uuid4().hex}.py", "w")', 'open("boat/_build.py", "w")'),
    "REP003": ("$ tar -cf boat-1.0.tar boat-1.0", "$ tar -cf boat-1.0.tar --mtime=@$SOURCE_DATE_EPOCH boat-1.0"),
    "REP004": ("$ tar -cf boat-1.0.tar boat-1.0", "$ tar -cf boat-1.0.tar --owner=0 --group=0 --mode=u=rwX,go=rX boat-1.0"),
    "REP005": ('for path in Path("boat").iterdir():', 'for path in sorted(Path("boat").iterdir()):'),
    "REP006": (
        'gzip.open("boat-1.0.tar.gz", "wb")',
        'gzip.GzipFile("", "wb", fileobj=file, mtime=0)',
    ),
    "REP007": ('version = time.strftime("%Y.%m.%d.%H%M%S")', 'version = "1.0"'),
    "REP008": ('open("/home/me/boat/VERSION")', 'open("VERSION")'),
}
