"""Words as people with bad intentions write them."""

HOSTILE = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    "</title><script>alert(1)</script><!--",
    "{{ 7|add:7 }}{% load static %}",
    "]]></html><x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    "../../etc/passwd\\..\\x",
    "}, title = {other} \\input{/etc/passwd} % \\end{document} {",
    "\u202egnp.exe\u202c \u200b\ufeff\u2028\u2029",
    "&lt;script&gt; &amp; %3Cscript%3E %00 $HOME #~^_",
)
