{#- Every person that a row belongs to may be used for the purpose of the flag. `row` is the column that names the row:
    accounts and transactions belong to more people than the customer they carry. Says how many rows fail, never whose. -#}
{% test opted_out_absent(model, flag, row) %}
{{ config(group='custody') }}

with

person_of_row as (
    {%- if row == 'account_id' %}
    select account_id as row_key, customer_id from {{ ref('ldm_account') }}
    union all
    select account_id, customer_id from {{ ref('ldm_account_owner') }}
    where
        {{ as_of_date() }} between coalesce(valid_from, {{ as_of_date() }}) and coalesce(valid_to, {{ as_of_date() }})
    {%- elif row == 'transaction_id' %}
    select paid.transaction_id as row_key, holder.customer_id
    from {{ ref('ldm_transaction') }} as paid
    left join {{ ref('ldm_account_owner') }} as holder
        on holder.account_id = paid.account_id
        and (holder.valid_from is null or holder.valid_from <= paid.business_date)
        and (holder.valid_to is null or holder.valid_to >= paid.business_date)
    where paid.account_id is not null
    union all
    select transaction_id, customer_id from {{ ref('ldm_transaction_payer') }}
    {%- else %}
    select customer_id as row_key, customer_id from {{ ref('ldm_customer') }}
    {%- endif %}
),

wrong as (
    select shown.{{ row }}
    from {{ model }} as shown
    left join person_of_row as person on person.row_key = shown.{{ row }}
    left join {{ ref('ldm_customer') }} as customer on customer.customer_id = person.customer_id
    where coalesce(customer.{{ flag }}, true)
)

select count(*) as failing_rows
from wrong
having count(*) > 0

{% endtest %}
