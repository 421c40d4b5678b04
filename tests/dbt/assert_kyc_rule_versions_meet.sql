-- A rule's versions neither overlap nor leave a day between them.
select
    rule_id,
    version
from (
    select
        rule_id,
        version,
        effective_from,
        effective_to,
        lead(effective_from) over (partition by rule_id order by version) as next_from,
        lead(version) over (partition by rule_id order by version) as next_version
    from {{ ref('kyc_rules') }}
) as versions
where effective_to < effective_from
    or (next_version is not null and (effective_to is null or next_from <> effective_to + 1))
