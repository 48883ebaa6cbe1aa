"""The admin wears the portal's face and stays the admin."""

import pytest

from tests.browser import axe, picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [375, 1280])
def test_admin_list_is_clean(open_page, adam, width):
    page = open_page("/admin/accounts/user/", person=adam, width=width)
    picture(page, f"admin-list-{width}")
    assert [finding for finding in axe(page) if "heading-order" not in finding] == []
    assert page.troubles == []


@pytest.mark.parametrize("width", [375, 1280])
def test_admin_index_wears_our_face(open_page, adam, width):
    page = open_page("/admin/", person=adam, width=width)
    picture(page, f"admin-{width}")
    assert page.get_by_text("Civil Society Portal").first.is_visible()
    assert [finding for finding in axe(page) if "heading-order" not in finding] == []
    assert page.troubles == []
