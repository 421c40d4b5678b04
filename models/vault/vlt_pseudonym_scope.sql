-- Rendered by `make views` from seeds/policy/pseudonym_scopes.csv and recipients.csv: change those.
{{ config(materialized='view') }}

select scopes.scope
from (
    values
        ('internal'),
        ('recipient:delta_research'),
        ('recipient:harbour_insurance')
) as scopes (scope)
