-- Rendered by `make views` from seeds/policy/attributes.csv and the rows of seeds/site: change those.
select categories.data_category
from (
    values
        (''),
        ('biometric'),
        ('ethnicity'),
        ('finance'),
        ('financial_account'),
        ('health'),
        ('identity_document'),
        ('political_exposure'),
        ('religion')
) as categories (data_category)
where categories.data_category <> ''
