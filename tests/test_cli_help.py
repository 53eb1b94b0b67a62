"""No command, option or argument of the command line is without a word of help."""

import argparse

import pytest

from gis.__main__ import parser
from gis.core.language import use_language


def commands(top):
    """Every command with its parser; commands of commands too."""
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                yield name, command
                yield from commands(command)


def without_help(top):
    """What says nothing of itself: commands by name, options as `command option`."""
    found = []
    for name, command in commands(top):
        if not (command.description or "").strip():
            found.append(name)
        for action in command._actions:
            silent = not (action.help or "").strip() or action.help == argparse.SUPPRESS
            if silent and not isinstance(action, argparse._SubParsersAction):
                found.append(f"{name} {(action.option_strings or [action.dest])[0]}")
    return found


def listed(top):
    """Commands as the list of commands shows them: name → help."""
    return {
        choice.dest: choice.help
        for action in top._actions
        if isinstance(action, argparse._SubParsersAction)
        for choice in action._choices_actions
    }


@pytest.fixture(params=["vi", "en"])
def spoken(request):
    use_language(request.param)
    yield request.param
    use_language("vi")


def test_every_option_says_what_it_is_for(spoken):
    assert without_help(parser()) == []


def test_every_command_says_in_the_list_what_it_does(spoken):
    top = parser()
    assert listed(top).keys() == dict(commands(top)).keys()
    assert [name for name, text in listed(top).items() if not text] == []


def test_every_page_of_help_can_be_printed(spoken):
    for name, command in commands(parser()):  # a sign of per cent would be taken for a place
        assert name in command.format_help()


def test_no_help_is_left_in_english_where_vietnamese_is_spoken():
    use_language("en")
    english = {
        f"{name} {action.dest}": action.help
        for name, command in commands(parser())
        for action in command._actions
    }
    use_language("vi")
    vietnamese = {
        f"{name} {action.dest}": action.help
        for name, command in commands(parser())
        for action in command._actions
        if not isinstance(action, argparse._HelpAction)
    }
    assert [key for key, text in vietnamese.items() if text == english[key]] == []


def test_planted_silence_is_found():
    top = argparse.ArgumentParser()
    added = top.add_subparsers().add_parser("list", help="h", description="d")
    added.add_argument("file")
    added.add_argument("--loud", help="says more")
    added.add_argument("--quiet", help=" ")
    assert without_help(top) == ["list file", "list --quiet"]
