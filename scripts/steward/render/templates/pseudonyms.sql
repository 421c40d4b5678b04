<% for subject in subjects %>
<< subject >>_pseudonym as (
    select
        subject_id,
        pseudonym
    from {{ ref('vlt_current_pseudonym') }}
    where subject_type = '<< subject >>' and scope = '<< scope >>'
),

<% endfor %>
