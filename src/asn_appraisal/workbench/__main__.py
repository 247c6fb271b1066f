"""`python -m asn_appraisal.workbench` is `asn-appraisal`."""

import sys

from . import main

if __name__ == "__main__":
    sys.exit(main())
