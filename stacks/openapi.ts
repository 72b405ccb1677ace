import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Addresses, openApi } from '#shared/http/openapi';
import type { ServiceName, ServiceRoutes } from '#shared/http/route';
import { SERVICES } from './services.ts';

const FOLDER = join(import.meta.dirname, '..', 'docs', 'api');

/** Where `npm start` serves them. */
const PORTS: Readonly<Record<ServiceName, number>> = { user: 8001, restaurant: 8002, order: 8003 };
const urlOf = (service: ServiceName): string => `http://localhost:${PORTS[service]}`;

/** The committed documents by file name, as they should read: with addresses that can be called. */
export function documents(): ReadonlyMap<string, string> {
  return new Map(
    SERVICES.map(({ api }) => [
      join(FOLDER, `${api.service}.openapi.json`),
      `${JSON.stringify(openApi(api, addressesOf(api)), undefined, 2)}\n`,
    ]),
  );
}

const addressesOf = ({ service }: ServiceRoutes): Addresses => ({
  server: urlOf(service),
  tokenUrl: `${urlOf('user')}/login`,
});

/** The committed files that differ from their route table, or do not exist. */
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

function main(): void {
  const stale = staleDocuments();
  if (process.argv.includes('--check')) {
    if (stale.length === 0) return;
    console.error(`Not what the route tables say: ${stale.join(', ')} (run \`npm run openapi\`)`);
    process.exitCode = 1;
    return;
  }
  mkdirSync(FOLDER, { recursive: true });
  for (const [file, text] of documents()) writeFileSync(file, text);
  console.log(stale.length === 0 ? 'The API documents were current' : `Wrote ${stale.join(', ')}`);
}

if (import.meta.main) main();
