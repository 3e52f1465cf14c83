from sources.linkcheck.answer import Fault
from sources.linkcheck.classify import FAULTS, RULES, UNDECIDED


def test_every_fault_has_an_outcome_and_every_rule_a_name_of_its_own() -> None:
    assert set(FAULTS) == set(Fault)
    names = [rule.name for rule in RULES] + [fault.value for fault in Fault] + [UNDECIDED]
    assert len(set(names)) == len(names)
