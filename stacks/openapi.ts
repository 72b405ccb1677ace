import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineProgram, EXIT } from '#shared/cli/program';
import { runProgram } from '#shared/cli/run';
import { type Addresses, openApi } from '#shared/http/openapi';
import type { ServiceRoutes } from '#shared/http/route';
import { PORT_NUMBERS } from '#shared/ports';
import type { ServiceName } from '#shared/services';
import { DEPLOYED_SERVICES } from './services.ts';

const FOLDER = join(import.meta.dirname, '..', 'docs', 'api');

const urlOf = (service: ServiceName): string => `http://localhost:${PORT_NUMBERS[service]}`;

/** Makes the documents to commit, by file name, with addresses that can be called. */
export function documents(): ReadonlyMap<string, string> {
  return new Map(
    DEPLOYED_SERVICES.map(({ api }) => [
      join(FOLDER, `${api.service}.openapi.json`),
      `${JSON.stringify(openApi(api, addressesOf(api)), undefined, 2)}\n`,
    ]),
  );
}

const addressesOf = ({ service }: ServiceRoutes): Addresses => ({
  server: urlOf(service),
  tokenUrl: `${urlOf('user')}/login`,
});

/** Lists committed files that differ from their route table or do not exist. */
export function staleDocuments(): string[] {
  return [...documents()].filter(([file, text]) => readText(file) !== text).map(([file]) => file);
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

const PROGRAM = defineProgram({
  command: 'npm run openapi --',
  about: 'Writes docs/api/*.openapi.json from the route tables.',
  options: { check: { help: 'write nothing; exit code 1 if a document is stale' } },
  run({ options: { check } }) {
    const stale = staleDocuments();
    if (check) {
      if (stale.length === 0) return EXIT.ok;
      console.error(`Not what the route tables say: ${stale.join(', ')} (run \`npm run openapi\`)`);
      return EXIT.no;
    }
    mkdirSync(FOLDER, { recursive: true });
    for (const [file, text] of documents()) writeFileSync(file, text);
    console.log(stale.length === 0 ? 'The API documents were current' : `Wrote ${stale.join(', ')}`);
    return EXIT.ok;
  },
});

if (import.meta.main) process.exitCode = await runProgram(PROGRAM);
