"""What makes PyPI refuse an upload, one row for each reason of its server, with the rules that mirror it or why none does."""

from typing import NamedTuple

ORACLE = "rules/test_oracle.py::test_every_recorded_answer"
"""The test that holds every recorded file against the answer of PyPI's own server."""
STATE = "depends on what PyPI's server knows or is set to, which neither the file nor the request tells"
PERMISSION = "depends on who the user or the publisher is and what they may do on PyPI"
TOKEN = "lies in the token: what it has besides is judged by the server that made it, and the embedded index knows its own as a whole"
UNREACHED = "no upload reaches it: an earlier check catches all of it"
LOOPBACK = "the embedded index is there on loopback only, and speaks plain http"
PUBLISHER = "attestations are taken from Trusted Publishers only, and verified with what the network tells"


class Row(NamedTuple):
    """One reason."""

    id: int
    title: str
    rules: tuple[str, ...] = ()
    why: str = ""
    """Why no rule mirrors it."""
    test: str = ""
    """The test that provokes it, below `tests/`; of a rule that recorded files provoke, the oracle's."""


def _rows(text: str) -> tuple[Row, ...]:
    """Read lines of `id | title | rules or the name of a reason | test`."""
    rows = []
    for line in text.strip().splitlines():
        number, title, answer, *test = (part.strip() for part in line.split("|"))
        named = () if answer.isalpha() else tuple(answer.split())
        rows.append(Row(int(number), title, named, "" if named else globals()[answer], test[0] if test else ORACLE if named else ""))
    return tuple(rows)


ROWS = _rows("""
1 | a method other than POST where uploads go | FRM001 | rules/test_form.py::test_request
2 | an unknown action, or none | FRM001 | rules/test_form.py::test_request
3 | the upload address without its last slash | FRM003 | rules/test_form.py::test_request
4 | an action that registers a project | FRM004 | rules/test_form.py::test_request
5 | an action that uploads documentation | FRM005 | rules/test_form.py::test_request
6 | plain http | LOOPBACK
7 | bytes in the query that are no text | FRM027 | index/test_server.py::test_names_what_cannot_be_decoded
8 | bytes in the path that are no text | FRM028 | index/test_server.py::test_names_what_cannot_be_decoded
9 | a form that cannot be read at all | FRM029 | index/test_forms.py::test_a_form_without_boundary_cannot_be_read
10 | the database is away | STATE
11 | a plain field sent as a file | FRM011 | rules/test_form.py::test_field_as_file
12 | PyPI is read-only | STATE
13 | PyPI takes no uploads | STATE
14 | user name and password | IDX001 | rules/test_arrival.py::test_authentication
15 | no token, or nothing that is one | IDX002 | rules/test_arrival.py::test_authentication
16 | another protocol version | FRM012 | rules/test_form.py::test_refusal_in_pypis_words
17 | no project name | FRM013
18 | a project name that is not valid | FRM014
19 | no file type | FRM015 | rules/test_form.py::test_refusal_in_pypis_words
20 | an unknown file type | FRM016 | rules/test_form.py::test_refusal_in_pypis_words
21 | a SHA-256 that is none | FRM017 | rules/test_form.py::test_refusal_in_pypis_words
22 | a BLAKE2b that is none | FRM018 | rules/test_form.py::test_refusal_in_pypis_words
23 | a wheel without Python version | FRM019 | rules/test_form.py::test_refusal_in_pypis_words
24 | an sdist with a Python version | FRM020 | rules/test_form.py::test_refusal_in_pypis_words
25 | no digest | FRM021 | rules/test_form.py::test_refusal_in_pypis_words
26 | a single field twice, a URL's label twice | MET001
27 | unknown metadata version | MET003
28 | no version | MET004
29 | a version that is none | MET005
30 | a name that the library refuses | MET006
31 | a field newer than the metadata version | MET007
32 | a summary of several lines | MET008 | rules/test_metadata.py::test_first_answer
33 | unknown content type of the description | MET009
34 | another character set of the description | MET010
35 | unknown Markdown variant | MET011
36 | a dynamic field that must be fixed | MET012
37 | a dynamic field that does not exist | MET013
38 | the name of an extra | MET014
39 | the Python requirement | MET015
40 | a requirement | MET016
41 | the licence expression | MET017
42 | two dots in a licence file's path | MET018
43 | a star in a licence file's path | MET019
44 | an absolute path of a licence file | MET020
45 | a licence file's path in another form | MET021
46 | an import name that is no Python name | MET022 | rules/test_metadata.py::test_every_kind_of_fault_has_one_rule
47 | an import name that is a keyword | MET022 | rules/test_metadata.py::test_every_kind_of_fault_has_one_rule
48 | an import name with an unknown option | MET023 | rules/test_metadata.py::test_every_kind_of_fault_has_one_rule
49 | a local version | MET031
50 | a long summary | MET032
51 | the author's address | MET033
52 | the maintainer's address | MET033
53 | an unknown classifier | MET034
54 | a replaced classifier | MET035
55 | a withdrawn classifier | MET036
56 | the home page's address | MET037
57 | the download's address | MET037
58 | a project URL without label | MET038
59 | a project URL with a long label | MET039
60 | a project URL without address | MET040
61 | a project URL that is no web address | MET041
62 | a provided or obsoleted distribution that is no requirement | MET042
63 | a provided or obsoleted distribution with an address | MET043
64 | a requirement with an address | MET044
65 | a field that PyPI does not take as dynamic | MET045 | rules/test_metadata.py::test_every_kind_of_fault_has_one_rule
66 | licence and licence expression together | MET046
67 | no file in the form | FRM030 | index/test_receiving.py::test_says_that_there_is_no_file
68 | a publisher that would make a project | IDX023 | rules/test_arrival.py::test_tokens_of_trusted_publishers
69 | no verified mail address | PERMISSION
70 | no second factor | PERMISSION
71 | too many new projects | STATE
72 | no new projects for now | STATE
73 | an invalid name, again | UNREACHED
74 | a name of the standard library | IDX003
75 | a name that is there, by a race | UNREACHED
76 | a name that is kept closed | IDX004 | rules/test_arrival.py::test_names_of_new_projects
77 | a name too like another | IDX005 | rules/test_arrival.py::test_names_of_new_projects
78 | a token that does not reach so far | IDX006 | rules/test_arrival.py::test_token_of_another_project
79 | a user without a role | PERMISSION
80 | a publisher of another project | PERMISSION
81 | an inactive organization | PERMISSION
82 | an expired token | IDX025 | rules/test_arrival.py::test_tokens_of_trusted_publishers
83 | a token of another project | IDX006 | rules/test_arrival.py::test_token_of_another_project
84 | a project's token without a project | UNREACHED
85 | a user's token without a user | PERMISSION
86 | a user's token without a token | UNREACHED
87 | another user's token | PERMISSION
88 | a publisher's token without a publisher | PERMISSION
89 | another publisher's token | PERMISSION
90 | a publisher's token without a project | UNREACHED
91 | a publisher that the project does not know | IDX024 | rules/test_arrival.py::test_tokens_of_trusted_publishers
92 | a caveat that cannot be read | TOKEN
93 | a wrong signature | STATE
94 | another fault of the token | TOKEN
95 | a token deleted meanwhile | STATE
96 | a permission that no token has | UNREACHED
97 | a description that does not render by default | DSC001
98 | a description that does not render as declared | DSC002
99 | control characters in the file name | NAM001 | rules/test_filename.py::test_names
100 | slashes in the file name | NAM002 | rules/test_filename.py::test_names
101 | an unknown ending | NAM004 | rules/test_filename.py::test_names
102 | an ending of another file type | NAM003 | rules/test_filename.py::test_names
103 | the content type of the file | FRM022 | rules/test_payload.py::test_content_type
104 | a large file | FRM023 | rules/test_payload.py::test_size
105 | a large project | IDX007 | rules/test_arrival.py::test_project_size
106 | a digest of another file | FRM024 | rules/test_payload.py::test_digests
107 | the file is there | IDX008 | rules/test_arrival.py::test_file_exists
108 | the file name was used | IDX009 | rules/test_arrival.py::test_name_used_before
109 | the release is closed | IDX010 | rules/test_arrival.py::test_release_closes
110 | the release has an sdist | IDX011 | rules/test_arrival.py::test_second_sdist
111 | zip and tar at once | ARC002
112 | no zip | ARC003
113 | a bomb | ARC008
114 | another compression | ARC009
115 | a zip with several tops | ARC012
116 | a zip without PKG-INFO | ARC015
117 | a wheel's name of too few parts | ARC013
118 | no WHEEL | ARC014
119 | code encrypted by PyArmor | ARC020
120 | code encrypted by SourceDefender | ARC021
121 | a damaged member that is read | ARC004 ARC016 ARC018 | rules/test_archive.py::test_each_fault_belongs_to_one_rule
122 | a malformed record | ARC031
123 | control characters in a member's name | ARC032
124 | an extra field twice | ARC033
125 | a Unicode name that is none | ARC034
126 | streaming mode | ARC035
127 | two packed sizes | ARC036
128 | two sizes | ARC037
129 | a name that is not UTF-8 | ARC038
130 | a member missing in the directory | ARC039
131 | a comment of a member | ARC040
132 | a name twice in the directory | ARC041
133 | a member missing in the archive | ARC042
134 | a member twice | ARC043
135 | two numbers of members | ARC044
136 | the directory elsewhere | ARC045
137 | another size of the directory | ARC046 | rules/test_archive.py::test_each_fault_belongs_to_one_rule
138 | extensible data | ARC047 | rules/test_archive.py::test_each_fault_belongs_to_one_rule
139 | bytes between records | ARC048
140 | bytes behind the end | ARC050
141 | archive and directory differ | ARC049 | rules/test_archive.py::test_each_fault_belongs_to_one_rule
142 | a negative offset | UNREACHED
143 | no tar | ARC005
144 | a tar that ends early or is packed otherwise | ARC006
145 | a sparse member | ARC011
146 | a tar with several tops | ARC012
147 | a tar without PKG-INFO | ARC015
148 | an sdist's name without version | SDT001
149 | an sdist's name of another project | SDT002
150 | an sdist's name in another form | SDT003
151 | a licence file that the sdist lacks | SDT004
152 | a wheel's name of another number of parts | WHL001
153 | a wheel's name without project | WHL002
154 | a wheel's name without version | WHL003
155 | a build number that is none | WHL004
156 | a platform that PyPI does not take | WHL005
157 | a wheel's name of another project | WHL006
158 | a wheel's name in another form | WHL007
159 | a wheel's name of another version | WHL008
160 | a licence file that the wheel lacks | WHL009
161 | no RECORD | WHL011
162 | faulty entry points | WHL013
163 | no METADATA | WHL015
164 | a name that leaves no room for its companion | WHL017 | rules/test_wheel.py::test_names_are_refused_in_pypis_words
165 | attestations without a publisher | IDX022 | rules/test_arrival.py::test_attestations
166 | attestations of a publisher without identity | PUBLISHER
167 | attestations that are none | ATT001 ATT002 ATT009 | rules/test_attestation.py::test_what_is_wrong_with_one
168 | no attestation in the list | ATT010 | rules/test_attestation.py::test_the_field_of_a_form
169 | too many attestations | ATT011 | rules/test_attestation.py::test_the_field_of_a_form
170 | an attestation of another file | ATT003 ATT004 ATT005 ATT006 ATT007 | rules/test_attestation.py::test_what_is_wrong_with_one
171 | an attestation that cannot be verified | PUBLISHER
172 | an attestation of another kind | UNREACHED
173 | two attestations of a kind | ATT008 | rules/test_attestation.py::test_two_of_a_kind
174 | absolute and relative paths | ARC010
175 | a blank line in RECORD | WHL012
176 | an encrypted member | ARC017 ARC019
177 | broken data of a member | ARC017 ARC019 WHL016
178 | a zip of a version to come | ARC001
179 | a file name that no system stores | NAM005 | rules/test_filename.py::test_names
180 | the file as a plain field | FRM031 | index/test_receiving.py::test_says_that_there_is_no_file
181 | a version of thousands of digits | MET002
182 | several old releases of one version | STATE
""")
BEYOND = {
    "ARC007": "a tar archive that breaks the server while it is read",
    "DSC003": "a description that breaks the renderer",
    "FRM025": "a field of the form that came as bytes",
    "FRM026": "a field of the metadata that came as bytes",
    "FRM032": "a file that came as a form",
    "FRM033": "a form in another encoding",
    "FRM034": "a form that repeats a field and is no upload",
    "MET030": "metadata that breaks PyPI's own checks",
    "WHL010": "a licence file's path that breaks the server",
    "WHL014": "entry points that break the server",
}
"""Rules on what breaks PyPI's server besides."""
