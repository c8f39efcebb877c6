import pytest

from qifu.lib.credit_code import CreditCodeError, check


@pytest.mark.parametrize(
    "written",
    [
        "91350100M000100Y43",
        "91350100m000100y43",
        " 9135 0100 M000 100Y 43 ",
        "９１３５０１００Ｍ０００１００Ｙ４３",
        "91350100-M000100Y43",
    ],
)
def test_a_code_is_brought_to_its_standard_form(written: str) -> None:
    assert check(written) == "91350100M000100Y43"


def test_a_village_collective_has_a_letter_in_front() -> None:
    assert check("N2350100M000100Y4J") == "N2350100M000100Y4J"


@pytest.mark.parametrize(
    ("written", "code", "params"),
    [
        ("", "length", {"length": 0}),
        ("91350100M000100Y4", "length", {"length": 17}),
        ("91350100M000100Y433", "length", {"length": 19}),
        ("91350100M000100Y4Z", "characters", {"wrong": "Z"}),
        ("9135O100M000100Y43", "characters", {"wrong": "O"}),
        ("9135A100M000100Y43", "characters", {"wrong": "A"}),
        ("B1350100M000100Y43", "characters", {"wrong": "B"}),
        ("91350100M000100企43", "characters", {"wrong": "企"}),
        ("91350100M000100Y44", "check_digit", {}),
        ("91350100M000010Y43", "check_digit", {}),
    ],
)
def test_a_wrong_code_is_refused_with_its_reason(written: str, code: str, params: dict[str, object]) -> None:
    with pytest.raises(CreditCodeError) as refusal:
        check(written)
    assert (refusal.value.code, refusal.value.params) == (code, params)


def test_a_refusal_reads_as_a_sentence() -> None:
    with pytest.raises(CreditCodeError, match=r"^A unified social credit code has 18 characters, not 3\.$"):
        check("913")
