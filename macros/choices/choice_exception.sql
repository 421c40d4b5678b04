{#- What is odd about an event as it reads now, null when nothing is; a refusal that is odd may refuse all the same. -#}
{%- macro choice_exception(now) -%}
    {%- set codes = reading_codes() -%}
    case
        when facts.purpose_number is null and {{ choice_words('purpose') }} in ('legal_obligation', 'contract')
            then 'not_opt_outable'
        when facts.purpose_number is null then 'unknown_purpose'
        when records.member_id is null and spellings.folded_id is null then 'unknown_customer'
        when records.member_id is null and unrecorded.customer_id is null then 'id_in_other_case'
        when facts.happened_at > {{ now }} then 'future_dated'
        when facts.conflict_known_from <= {{ now }} then 'payload_conflict'
        when facts.scope = '?' then 'unknown_channel'
        {%- for word, code in codes.items() if code > codes.opt_out %}
        when facts.code = {{ code }} then '{{ word }}'
        {%- endfor %}
        when facts.recorded_at < facts.occurred_at - interval '5 minutes' then 'recorded_before_occurred'
        when facts.occurred_at is null or facts.recorded_at is null then 'unreadable_time'
        when unrecorded.customer_id is not null then 'id_without_record'
    end
{%- endmacro %}
