"""What every list of the desk draws itself is what Django would draw."""

import pytest
from django.contrib import admin
from django.utils.translation import override

from newsroom.admin.lists import QuickList
from sources.models import Outlet


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_box_that_chooses_a_row_is_djangos(language: str) -> None:
    row = Outlet(pk=1234, name='The <b>"Harbour"</b> & Sons')
    model_admin = admin.site.get_model_admin(Outlet)
    assert isinstance(model_admin, QuickList)
    with override(language):
        drawn = model_admin.action_checkbox(row)
        assert drawn == admin.ModelAdmin.action_checkbox(model_admin, row)
    assert "<b>" not in drawn
