"""What the keywords of each draft mean: one table a draft."""

from typing import Final

from schemakit.ir.drafts.draft4 import DRAFT4
from schemakit.ir.drafts.draft6 import DRAFT6
from schemakit.ir.drafts.draft7 import DRAFT7
from schemakit.ir.drafts.draft2019_09 import DRAFT2019_09
from schemakit.ir.drafts.draft2020_12 import DRAFT2020_12
from schemakit.ir.drafts.site import Table
from schemakit.resolve.draft import Draft

TABLES: Final[dict[Draft, Table]] = {
    Draft.DRAFT4: DRAFT4,
    Draft.DRAFT6: DRAFT6,
    Draft.DRAFT7: DRAFT7,
    Draft.DRAFT2019_09: DRAFT2019_09,
    Draft.DRAFT2020_12: DRAFT2020_12,
}
