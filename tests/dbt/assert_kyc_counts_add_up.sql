-- Nothing is dropped between the rules and the facts: each trigger that is not only a possibility has its obligation
-- or shares an open one, and no exception that leaves a trigger undetermined is without one.
select triggers.trigger_id
from {{ ref('fct_kyc_trigger') }} as triggers
left join {{ ref('fct_kyc_obligation') }} as own on triggers.trigger_id = own.trigger_id
left join {{ ref('fct_kyc_obligation') }} as shared
    on coalesce(triggers.customer_id, triggers.subject_id) = coalesce(shared.customer_id, triggers.subject_id)
    and shared.state in ('open', 'overdue', 'satisfied', 'undetermined')
where triggers.state <> 'would_trigger'
    and own.trigger_id is null
    and shared.trigger_id is null
