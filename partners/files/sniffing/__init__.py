"""What a file really is: its content decides, its name only has to agree.

Nothing is unpacked to the disk and nothing is run; what cannot be understood is refused.
"""

from partners.files.sniffing.content import examine
from partners.files.sniffing.faults import Unfit

__all__ = ["Unfit", "examine"]
