"""Tests of the forms of tags."""

import pytest

from seatrial.core.tag_forms import LastTag, form_of, last_tag


@pytest.mark.parametrize(
    ("tags", "setting", "expected"),
    [
        (["v1.2.0", "v1.10.0", "v1.9"], "v{version}", LastTag("v1.10.0", "1.10.0", "v{version}")),
        (["1.2", "nightly"], "v{version}", LastTag("1.2", "1.2", "{version}")),
        (["raft-1.0", "other-2.0"], "v{version}", LastTag("raft-1.0", "1.0", "{name}-{version}")),
        (["rel_1.0_x"], "rel_{version}_x", LastTag("rel_1.0_x", "1.0", "rel_{version}_x")),
        (["v1.0+local", "vnext", "v", "", "1.x"], "v{version}", None),
        (["v2.0rc1", "v1.9"], "v{version}", LastTag("v2.0rc1", "2.0rc1", "v{version}")),
        ([], "v{version}", None),
    ],
)
def test_the_highest_version_among_tags_counts(tags, setting, expected):
    """Whatever form a project's tags have, the last version is read from them; what is no version is passed over."""
    assert last_tag(tags, "raft", setting) == expected


def test_the_next_tag_looks_like_the_one_before():
    """A project that tags `1.2.0` gets `1.3.0`, unless its settings name a form of their own."""
    last = LastTag("1.2", "1.2", "{version}")
    assert form_of(last, "v{version}") == "{version}"
    assert form_of(last, "r{version}") == "r{version}"
    assert form_of(None, "v{version}") == "v{version}"
