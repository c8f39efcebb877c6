from django import template

from qifu.lib.names import mask_name, mask_phone

register = template.Library()
register.filter("masked_phone", mask_phone)
register.filter("masked_name", mask_name)
