"""The public site as static files: what there is (`wanted`), drawn, linked, written, remembered.

``factcheck.static_site`` lists the pages; ``manage.py export_site`` calls ``run.export``.
"""
