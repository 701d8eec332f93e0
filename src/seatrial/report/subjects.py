"""What the letters of ids stand for."""

from seatrial.model.sentence import Sentence

SUBJECTS = {
    "ARC": Sentence("EXP020", "Archives"),
    "ATT": Sentence("ATT012", "Attestations beside a file"),
    "BFR": Sentence("BFR020", "What an index shows before an upload"),
    "CHG": Sentence("EXP021", "What changed since the last release"),
    "CON": Sentence("EXP022", "What an archive contains"),
    "DSC": Sentence("EXP023", "The description (README)"),
    "FRM": Sentence("EXP024", "The upload's form"),
    "GEN": Sentence("EXP025", "Findings themselves"),
    "IDX": Sentence("EXP026", "What the index knows already"),
    "MET": Sentence("EXP027", "Metadata"),
    "NAM": Sentence("EXP028", "File names"),
    "PAR": Sentence("EXP029", "The tree beside the built files"),
    "PRJ": Sentence("EXP030", "The project's tree"),
    "REL": Sentence("EXP031", "The files of one release together"),
    "REP": Sentence("EXP032", "Reproducible builds"),
    "SDT": Sentence("EXP033", "Sdists"),
    "SET": Sentence("EXP034", "The project's settings"),
    "WFL": Sentence("GHA009", "Workflows of a CI service"),
    "WHL": Sentence("EXP035", "Wheels"),
    "EXP": Sentence("RPT202", "Error texts of other programs"),
    "PBD": Sentence("EXP036", "Problems with building"),
    "PCI": Sentence("GHA010", "Problems with workflows"),
    "PCL": Sentence("EXP037", "Problems with the command line"),
    "PCR": Sentence("EXP038", "Problems with logins"),
    "PGT": Sentence("EXP039", "Problems with git"),
    "PIX": Sentence("EXP040", "Problems with an index"),
    "PPC": Sentence("EXP041", "Problems with other programs"),
    "PPR": Sentence("EXP042", "Problems with the project"),
    "PRL": Sentence("EXP043", "Problems with a release"),
    "PTP": Sentence("TPB010", "Problems with Trusted Publishing"),
    "PUP": Sentence("EXP044", "Problems with uploads"),
    "PVF": Sentence("EXP045", "Problems with a verification"),
}
"""By the letters; those that are new may have no entry yet."""
