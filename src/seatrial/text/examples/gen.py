"""Examples of the rules on findings themselves."""

EXAMPLES = {"GEN001": ('len(findings["WHL038"]) == 500', 'len(findings["WHL038"]) == 3')}
