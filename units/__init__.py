"""Who reports: reporting units, accounts, roles, sign-in. Imports nothing of ours."""
