{{ releases_on_record() }}
