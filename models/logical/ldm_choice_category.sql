with

attributes as (

    select * from {{ ref('attributes') }}

)

select distinct data_category
from attributes
where data_category is not null
