-- The readings that change the shape of a query are taken from the variable alone: a profile that says otherwise in the
-- seed would change nothing.
{{ config(group='compliance') }}
select reading_id
from {{ ref('int_kyc_reading') }}
where (reading_id = 'AMB02' and choice <> '{{ 'B' if reading_by_variable('AMB02', 'B') else 'A' }}')
    or (reading_id = 'AMB08' and choice <> '{{ 'B' if reading_by_variable('AMB08', 'B') else 'A' }}')
    or (reading_id = 'AMB14' and choice <> '{{ 'B' if reading_by_variable('AMB14', 'B') else 'A' }}')
    or (reading_id = 'AMB22' and choice <> '{{ 'B' if reading_by_variable('AMB22', 'B') else 'A' }}')
