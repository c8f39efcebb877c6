"""The command `qifu`: manage.py with its own help."""

import os
import sys

from django.core.management import execute_from_command_line

HELP = """qifu - the ledger of a government's service to its enterprises

  qifu up                       set up what is missing and serve (web, worker, scheduler)
  qifu found CODE NAME          a new district with its three administrators
  qifu demo                     load the demonstration district into an empty installation
  qifu import-enterprises FILE  companies from xlsx or csv
  qifu import-appeals FILE      appeals and their answers from xlsx or csv
  qifu load-calendar FILE|YEAR  a year's working-day calendar
  qifu renew-sign-in NAME       a new first password, and a second factor to set up anew
  qifu verify-ledger            recompute every digest; name the first row that does not hold
  qifu redraw NUMBER            draw a sample again and compare it with the stored one
  qifu recount-figures          the kept figures made anew from the appeals
  qifu restate-figures          once, after an upgrade: events that say what the figures count of older appeals
  qifu backup FILE              ledger and files into one archive, while running
  qifu restore FILE             an archive into an empty installation

Each has its own help: qifu COMMAND --help. All of Django's commands work too: qifu help.
"""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if len(sys.argv) == 1 or sys.argv[1] in ("-h", "--help"):
        print(HELP, end="")
        return
    # A console writes import-appeals, Python names the module import_appeals.
    sys.argv[1] = sys.argv[1].replace("-", "_") if sys.argv[1][:1] != "-" else sys.argv[1]
    execute_from_command_line(sys.argv)
