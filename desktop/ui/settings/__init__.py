"""First run and settings: connections, staff, who is at the desk."""
