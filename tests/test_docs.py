"""What the documents promise exists."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).parent.parent
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "bench").glob("*.md")]
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_make_target_and_qifu_command_exists(page):
    text = page.read_text()
    assert set(re.findall(r"`(?:[A-Z_]+=\S+ )*make ([a-z]+)", text)) <= TARGETS
    named = {name.replace("-", "_") for name in re.findall(r"`qifu ([a-z][a-z-]*)", text)}
    assert named <= set(get_commands())


def test_every_home_of_a_rule_is_a_file():
    homes = re.findall(r"`(qifu/[\w/]+(?:\.py|/))`", (ROOT / "docs" / "concepts.md").read_text())
    assert len(homes) > 15
    assert [home for home in homes if not (ROOT / home).exists()] == []


def test_the_readmes_name_the_same_commands_and_the_same_abilities():
    english, chinese = ((ROOT / name).read_text() for name in ("README.md", "README.zh.md"))
    commands = [
        re.findall(r"`((?:make|qifu|PORT|DATABASE_URL|QIFU_\w+)[^`\n]*)`", text)
        for text in (english, chinese)
    ]
    assert commands[0] == commands[1]
    assert len(commands[0]) > 4
    assert english.count("\n- **") == chinese.count("\n- **")


def test_every_setting_is_explained_to_whoever_runs_it():
    sources = [ROOT / "config" / "settings.py", *(ROOT / "config" / "management").rglob("*.py")]
    read = {
        name
        for source in sources
        for name in re.findall(
            r"""(?:env\.\w+|environ\.get|number_from)\(\s*"([A-Z_]+)\"""", source.read_text()
        )
    }
    explained = re.findall(r"`([A-Z_]+)`", (ROOT / "docs" / "operations.md").read_text())
    assert len(read) > 15
    assert sorted(read - set(explained)) == []
