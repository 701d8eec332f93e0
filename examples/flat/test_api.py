import api


def test_depths():
    assert api.depths([0, 0.1]) == [0.0, 75.0]


def test_report():
    assert api.report([0.1]) == ["0.10 s = 75.0 m"]
