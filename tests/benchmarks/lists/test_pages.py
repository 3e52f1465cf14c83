"""What the benchmark opens is every list there is, and all of it can be opened."""

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.benchmarks.lists.measure import measured, table
from tests.benchmarks.lists.pages import every_page
from tests.factcheck.admin.newsrooms import furnish


@pytest.mark.django_db
def test_every_list_is_opened_in_all_its_forms() -> None:
    furnish()
    pages = list(every_page())
    addresses = {page.address for page in pages}
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        assert reverse(name) in addresses
    for part in ("?q=", "?o=", "topics=", "term=", "/corrections/", "language=xx", "?before="):
        assert any(part in address for address in addresses), part
    costs = list(measured(pages, 1))
    assert all(cost.queries for cost in costs if "admin" in cost.page.address)
    assert len(table(costs)) == len(pages) + 2
