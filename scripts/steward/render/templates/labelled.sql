
with

standing as (
    {{ standing_labels(ref('lbl_<< entity.name >>'), ref('lbl_<< entity.name >>_withdrawal')) }}
)

<< select >>
from standing
-- The place of a row tells nothing about its person.
order by label, released_on
