"""The demo press: the outlets the seeds come from, as real web servers on this machine.

It lets links be checked without the internet, and its pages change on request. Plain Python and
light: it runs beside the demo as ``python -m seeds.press serve`` and never loads Django.
"""

from seeds.pages import read_outlets

PORTS = {outlet.key: outlet.port for outlet in read_outlets().values()}
