"""The officer's workbook: registers go out as XLSX, come back checked, and count once a second person approves."""
