"""What three people do on the demo server: two keep to what they may read, an administrator helps them past it."""

ADMINISTRATOR = ""
ANALYST = (
    "select province, count(*) from anonymised.customer group by province order by 2 desc",
    "select transaction_type, count(*) from anonymised.transaction group by transaction_type",
    "select full_name from logical.ldm_customer",
    "select * from standard.customer",
    "create temporary table mine as select * from anonymised.customer",
)
MARKETING = (
    "select customer_id, full_name, phone from opt_out_direct_marketing.customer",
    "select count(*) from personal_data.customer",
    "set role compliance",
)
CARELESS = (
    # "The report is due today, I give you the table for an hour."
    "grant usage on schema personal_data to person_marketing",
    "grant select on personal_data.customer to person_marketing",
    # "The dashboard is slow to get new grants, this one covers all."
    "grant pg_read_all_data to app_dashboard",
    # "Analysts may need the phone number."
    "create view anonymised.customer_help as select customer_id, phone from logical.ldm_customer",
    "grant select on anonymised.customer_help to analyst",
    "alter view personal_data.customer reset (security_barrier)",
    "copy (select customer_id, id_number from logical.ldm_customer) to stdout",
    # "The dashboard fills the log."
    "alter role app_dashboard set pgaudit.log = 'none'",
)
HELPED = ("select full_name, health_note from personal_data.customer",)

# Title, login role, statements; in the order of the day.
SESSIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("an analyst", "person_analyst", ANALYST),
    ("marketing", "person_marketing", MARKETING),
    ("a careless administrator", ADMINISTRATOR, CARELESS),
    ("marketing, with the administrator's help", "person_marketing", HELPED),
)
