
select
<< columns >>
from {{ ref('<< entity.model >>') }} as << entity.name >>
