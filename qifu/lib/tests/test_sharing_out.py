from hypothesis import given
from hypothesis import strategies as st

from qifu.lib.sharing_out import share_out


@given(st.integers(0, 200), st.integers(1, 12))
def test_nobody_has_more_than_one_beyond_another_and_each_has_neighbours(things, people):
    shared = share_out(range(things), range(people))
    assert [thing for thing, _person in shared] == list(range(things))
    each = [sum(person == who for _thing, person in shared) for who in range(people)]
    assert max(each) - min(each) <= 1
    assert [person for _thing, person in shared] == sorted(person for _thing, person in shared)


def test_where_nobody_is_nothing_is_shared_out():
    assert share_out([1, 2], []) == []
