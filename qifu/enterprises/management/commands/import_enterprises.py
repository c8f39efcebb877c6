from qifu.enterprises.importing import ENTERPRISES
from qifu.organisations.import_command import ImportCommand


class Command(ImportCommand):
    help = "Enterprises from an xlsx or csv file; rows that cannot be taken go into a workbook beside it."
    importer = ENTERPRISES
