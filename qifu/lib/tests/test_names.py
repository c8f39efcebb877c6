import pytest

from qifu.lib.names import mask_id_number, mask_name, mask_phone, name_key, phone_key, query_key


@pytest.mark.parametrize(
    "spelling",
    [
        "青石（长宁）机械有限公司",
        "青石(长宁)机械有限责任公司",
        "青石【长宁】机械 股份有限公司",
        "　青石长宁机械公司",
        "青石·长宁机械",
    ],
)
def test_spellings_of_one_firm_share_a_key(spelling: str) -> None:
    assert name_key(spelling) == "青石长宁机械"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青石集团有限公司", "青石有限公司"),
        ("青石机械有限公司长宁分公司", "青石机械有限公司"),
        ("青石机械厂", "青石机械有限公司"),
        ("青石机械总公司", "青石机械公司"),
    ],
)
def test_different_firms_keep_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_a_key_is_never_emptied() -> None:
    assert name_key("有限公司") == "有限公司"
    assert name_key("甲公司") == "甲公司"


def test_width_and_case_do_not_matter() -> None:
    assert name_key("ＡＢＣ Ｄｅｖｉｃｅｓ（中国）有限公司") == "abcdevices中国"


def test_a_partnership_loses_its_bracketed_form() -> None:
    assert name_key("青石投资合伙企业（有限合伙）") == "青石投资合伙企业"


@pytest.mark.parametrize(
    "typed", ["青石机械", "青石机械有限", "青石机械有限公", "青石机械有限公司", "青石机械股份有"]
)
def test_a_name_half_typed_is_found_in_the_key(typed: str) -> None:
    assert query_key(typed) == "青石机械"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("138 1234 5678", "13812345678"),
        ("+86-138-1234-5678", "13812345678"),
        ("0086 13812345678", "13812345678"),
        ("8613812345678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("(0731) 8123-4567", "073181234567"),
        ("+86 731 8123 4567", "073181234567"),
        ("0731-81234567转8001", "073181234567"),
        ("+86 400 812 3456", "4008123456"),
        ("86123456", "86123456"),
        ("", ""),
    ],
)
def test_a_number_has_one_key_however_it_is_written(written: str, key: str) -> None:
    assert phone_key(written) == key


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13812345678", "138****5678"),
        ("0731-81234567", "073*****4567"),
        ("81234567", "****4567"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_a_number_is_masked(number: str, masked: str) -> None:
    assert mask_phone(number) == masked


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("王芳", "王*"),
        ("王小明", "王*明"),
        ("欧阳小明", "欧**明"),
        ("王", "*"),
        ("", ""),
        ("Ann Lee", "A** L**"),
    ],
)
def test_a_name_is_masked(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [("430102199001011234", "430***********1234"), ("E12345678", "*******78"), ("1234", "****"), ("", "")],
)
def test_an_identity_number_is_masked(number: str, masked: str) -> None:
    assert mask_id_number(number) == masked
