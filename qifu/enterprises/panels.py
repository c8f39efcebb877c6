"""Places on an enterprise's page which the apps above fill."""

from qifu.organisations.panels import Panels

panels = Panels()
