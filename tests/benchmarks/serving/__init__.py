"""How many requests for pages a process answers, beside a bare view and a page of Wagtail."""
