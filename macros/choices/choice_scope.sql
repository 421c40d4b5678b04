{#- The part of its purpose that an event is about, in one spelling; null where it is about all of it, and '?' for a
    channel that nobody knows. -#}
{%- macro choice_scope() -%}
    case purpose_number
        when {{ purpose_number('direct_marketing') }} then case {{ choice_words('channel') }}
            {%- for channel in choice_channels() %}
            when '{{ channel }}' then '{{ channel }}'
            {%- endfor %}
            else case when channel is not null then '?' end
        end
        when {{ purpose_number('third_party_disclosure') }} then {{ choice_words('recipient_id') }}
        when {{ purpose_number('sensitive_data') }} then {{ choice_words('data_category') }}
    end
{%- endmacro %}
