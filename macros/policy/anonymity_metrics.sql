{#-
    One row: what holds of every class of a released relation. `relation` has one row per combination of `columns` and
    `sensitive`, and `weight` adds up the rows behind it. k counts rows; l counts known values of `sensitive`, t, beta,
    delta and alpha take a null as a value. Without `sensitive` a constant stands in: l is 1, the distances 0.
-#}
{%- macro anonymity_metrics(relation, columns, sensitive='1', weight='count(*)') -%}
with cell as (
    select {{ columns | join(', ') }}, {{ sensitive }} as s, cast({{ weight }} as double precision) as n
    from {{ relation }}
    group by {{ columns | join(', ') }}, {{ sensitive }}
),
pair as (
    select
        cell.*,
        n / sum(n) over (partition by {{ columns | join(', ') }}) as q,
        sum(n) over (partition by s) / sum(n) over () as p
    from cell
),
class as (
    select
        sum(n) as n, count(s) as l, max(q) as alpha, max((q - p) / p) as beta, max(abs(ln(q / p))) as delta,
        (sum(abs(q - p) - p) + 1) / 2 as t_equal,
        sum(case when s is not null then n end) as known,
        sum(case when s is not null then n * ln(n) end) as n_ln_n
    from pair
    group by {{ columns | join(', ') }}
)
select
    sum(n) as row_count, count(*) as classes, min(n) as k, min(l) as l_distinct,
    min(case when known > 0 then exp(ln(known) - n_ln_n / known) else 0 end) as l_entropy,
    max(t_equal) as t_equal, max(beta) as beta, max(delta) as delta, max(alpha) as alpha,
    count(case when n = 1 then 1 end) as uniques, 1 / min(n) as highest_risk,
    count(*) / sum(n) as average_risk, sum(n * n) as discernibility
from class
{%- endmacro %}
