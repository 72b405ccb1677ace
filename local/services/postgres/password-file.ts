/** Lets `psql` connect without a password on its command line: PGPASSFILE=<data folder>/pgpass */
export const PASSWORD_FILE = 'pgpass';
