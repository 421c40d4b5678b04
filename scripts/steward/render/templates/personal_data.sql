
<< select >>
from {{ ref('<< entity.model >>') }} as << entity.name >>
