"""Rows somebody removed while a form with them was open."""

from django.http import QueryDict

from factcheck.admin.removed_rows import ids_in, make_new


def posted() -> QueryDict:
    """Three rows with ids 11, 12, 13, and a new one."""
    data = QueryDict(mutable=True)
    data["row-TOTAL_FORMS"], data["row-INITIAL_FORMS"] = "4", "3"
    for number, key in enumerate(("11", "12", "13", "")):
        data[f"row-{number}-id"] = key
        data[f"row-{number}-title"] = f"Title {number}"
        data[f"initial-row-{number}-title"] = f"Drawn {number}"
    data["other-0-id"] = "99"
    return data


def test_rows_that_are_all_there_are_left_alone() -> None:
    data = posted()
    assert make_new(data, "row", {"11", "12", "13"}) is data


def test_a_removed_row_becomes_the_first_new_one_and_the_others_keep_what_they_say() -> None:
    data = make_new(posted(), "row", {"11", "13"})
    ids = [data[f"row-{number}-id"] for number in range(4)]
    titles = [data[f"row-{number}-title"] for number in range(4)]
    drawn = [data[f"initial-row-{number}-title"] for number in range(4)]
    assert ids == ["11", "13", "", ""]
    assert titles == ["Title 0", "Title 2", "Title 1", "Title 3"]
    assert drawn == ["Drawn 0", "Drawn 2", "Drawn 1", "Drawn 3"]
    assert (data["row-INITIAL_FORMS"], data["row-TOTAL_FORMS"]) == ("2", "4")
    assert data["other-0-id"] == "99"


def test_ids_are_those_of_the_prefix_and_numbers_alone() -> None:
    data = posted()
    data["row-3-id"] = "1 OR 1=1"
    assert ids_in(data, "row") == ["11", "12", "13"]
