import pytest

from ingest.links import arxiv_id_of, find_links, well_formed


@pytest.mark.parametrize(
    ("line", "printed", "arxiv_id"),
    [
        ("<https://arxiv.org/abs/2401.00001>", "https://arxiv.org/abs/2401.00001", "2401.00001"),
        ("<https://arxiv.org/abs/2401.00001>.", "https://arxiv.org/abs/2401.00001", "2401.00001"),
        (
            "see http://arxiv.org/pdf/2401.00001.pdf.",
            "http://arxiv.org/pdf/2401.00001.pdf",
            "2401.00001",
        ),
        (
            "https://www.arxiv.org/abs/2401.00001v3",
            "https://www.arxiv.org/abs/2401.00001v3",
            "2401.00001",
        ),
        ("(arxiv.org/abs/2401.00001)", "arxiv.org/abs/2401.00001", "2401.00001"),
        ("arXiv:2401.00001, a preprint", "arXiv:2401.00001", "2401.00001"),
        (
            "https://arxiv.org/abs/hep-th/9901001v2",
            "https://arxiv.org/abs/hep-th/9901001v2",
            "hep-th/9901001",
        ),
        (
            "https://arxiv.org/abs/math.GT/0309136",
            "https://arxiv.org/abs/math.GT/0309136",
            "math.GT/0309136",
        ),
        (
            "https://doi.org/10.48550/arXiv.2401.00001",
            "https://doi.org/10.48550/arXiv.2401.00001",
            "2401.00001",
        ),
        (
            "[https://arxiv.org/pdf/2401.00001](https://arxiv.org/pdf/2401.00001.pdf)",
            "[https://arxiv.org/pdf/2401.00001](https://arxiv.org/pdf/2401.00001.pdf)",
            "2401.00001",
        ),
    ],
)
def test_forms_of_arxiv_links(line: str, printed: str, arxiv_id: str) -> None:
    (link,) = find_links(line)
    assert (link.kind, link.printed, link.arxiv_id, link.malformed) == (
        "arxiv",
        printed,
        arxiv_id,
        None,
    )
    assert line[link.start : link.end] == printed


@pytest.mark.parametrize("bad", ["2412.0498", "1412.12345", "2413.00001", "2401.00000", "24.00001"])
def test_malformed_ids_are_kept_apart(bad: str) -> None:
    (link,) = find_links(f"<https://arxiv.org/abs/{bad}>")
    assert (link.arxiv_id, link.malformed) == (None, bad)


def test_periods_of_well_formed_ids() -> None:
    good = ["0704.0001", "1412.9999", "1501.00001", "2509.12345", "cs/0703124", "cond-mat/9912001"]
    bad = ["0703.0001", "1501.0001", "lamps/0703124", "cs/0713124", "cs/3003124", ""]
    assert [well_formed(i) for i in good] == [True] * 6
    assert [well_formed(i) for i in bad] == [False] * 6


def test_other_kinds() -> None:
    line = "[here](#) https://openreview.net/forum?id=aB https://doi.org/10.1/x doi:10.1234/y https://lamp.org"
    assert [link.kind for link in find_links(line)] == [
        "placeholder",
        "openreview",
        "doi",
        "doi",
        "web",
    ]


def test_two_links_in_reading_order() -> None:
    links = find_links("[code](https://git.example/a) and <https://arxiv.org/abs/2401.00001>")
    assert [(link.label, link.target) for link in links] == [
        ("code", "https://git.example/a"),
        (None, "https://arxiv.org/abs/2401.00001"),
    ]


def test_formulas_are_no_links() -> None:
    assert find_links("E[f](x) and p[0](1) are no links, nor is 2401.00001 alone") == ()


def test_addresses_without_id() -> None:
    assert arxiv_id_of("https://arxiv.org/list/cs.LG/recent") is None
    assert arxiv_id_of("https://example.org/abs/2401.00001") is None
