"""Examples of the rules on descriptions: the end of METADATA, header lines and what follows them; quotation marks begin a Python expression."""

MARKDOWN = "Description-Content-Type: text/markdown\n\n"
EXAMPLES = {
    "DSC001": ("Summary: A boat\n\nOur boat\n=====\n\nRow it.", "Summary: A boat\n\nOur boat\n========\n\nRow it."),
    "DSC002": (
        "Description-Content-Type: text/x-rst\n\n.. raw:: html\n\n   <b>Our boat</b>",
        "Description-Content-Type: text/x-rst\n\n**Our boat**",
    ),
    "DSC003": (
        r""""Summary: A boat\n\n" + "".join(" " * depth + "* oars\n\n" for depth in range(500))""",
        "Summary: A boat\n\n* oars",
    ),
    "DSC004": (r'"Summary: A boat\n\n" + "[" * 1_000_000', "Summary: A boat\n\n[Our boat]"),
    "DSC005": ("Summary: A boat", f"{MARKDOWN}How to row our boat."),
    "DSC006": ("Summary: A boat\n\n# Our boat", f"{MARKDOWN}# Our boat"),
    "DSC007": (f"{MARKDOWN}![Our boat](docs/boat.png)", f"{MARKDOWN}![Our boat](https://boat.example/boat.png)"),
    "DSC008": (f"{MARKDOWN}[Manual](docs/manual.md)", f"{MARKDOWN}[Manual](https://boat.example/manual)"),
    "DSC009": (f"{MARKDOWN}.. image:: boat.png", f"{MARKDOWN}![Our boat](https://boat.example/boat.png)"),
}
