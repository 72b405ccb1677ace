/** A statement that PostgreSQL answers with this error. */
export const sqlError = (state: string, text: string): string =>
  `DO $$ BEGIN RAISE EXCEPTION '${text}' USING ERRCODE = '${state}'; END $$`;
