from django.apps import AppConfig

from qifu.demonstration.welcome import sign_ins
from qifu.organisations import demonstration_sign_ins


class DemonstrationConfig(AppConfig):
    name = "qifu.demonstration"

    def ready(self) -> None:
        demonstration_sign_ins.register(sign_ins)
