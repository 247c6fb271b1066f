"""Records and frameworks written as plain data are read again as they were."""

import json
import pickle

from hypothesis import given

from asn_appraisal.document import to_plain
from asn_appraisal.record import Framework, Records, parse_framework, parse_records

from .generated import frameworks, records


# One test, because to draw the records takes longer than to read them again.
@given(records())
def test_records_are_read_again_as_they_were_written_from_data_json_and_pickle(
    found: Records,
) -> None:
    again = pickle.loads(pickle.dumps(found))

    assert found == parse_records(to_plain(found))
    assert found == parse_records(json.dumps(to_plain(found), ensure_ascii=False))
    assert (found, hash(found)) == (again, hash(again))
    for appraisal in found.appraisals.values():
        assert appraisal.tables == again.appraisals[appraisal.id].tables


@given(frameworks())
def test_a_framework_is_read_again_as_it_was_written(framework: Framework) -> None:
    assert framework == parse_framework(to_plain(framework))
    assert framework == parse_framework(json.dumps(to_plain(framework), ensure_ascii=False))
    assert framework == pickle.loads(pickle.dumps(framework))
