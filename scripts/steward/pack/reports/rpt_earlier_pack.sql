-- One row for the pack that this one is compared with, none where this one is the first of its folder.

select
    folder,
    as_of,
    invocation,
    git_commit,
    sha256,
    state
from earlier_pack
