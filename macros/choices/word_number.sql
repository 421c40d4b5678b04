{#- The place of a word in a list, from 1, whatever its case and the blanks around it; null where it is not there.
    Nearly every word is spelled as in the list, and to compare it is far cheaper than to rewrite it. -#}
{%- macro word_number(column, words) -%}
    case {{ column }}
        {%- for word in words %}
        when '{{ word }}' then {{ loop.index }}
        {%- endfor %}
        else case lower(trim({{ column }}))
            {%- for word in words %}
            when '{{ word }}' then {{ loop.index }}
            {%- endfor %}
        end
    end
{%- endmacro %}
