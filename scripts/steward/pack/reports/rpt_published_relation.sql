-- One row per audience and relation of its newest release: rows, people, and people left out.

with

newest as (
    select
        audience,
        max(release) as release
    from released
    where state = 'published'
    group by audience
)

select
    released.audience,
    released.release,
    released.relation,
    split_part(released.relation, '.', 1) as family,
    released.row_count,
    released.people,
    released.people_suppressed
from released
inner join newest on released.audience = newest.audience and released.release = newest.release
order by released.audience, released.relation
