"""The public site as static files: what there is (`wanted`), drawn, linked, written, remembered.

``factcheck.exported`` lists the pages; ``manage.py export_site`` calls ``run.export``.
"""
