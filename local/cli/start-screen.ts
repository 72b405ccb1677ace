import { relative } from 'node:path';
import { SERVICE_NAMES, serviceTitle } from '#shared/services';
import type { Engine } from '../engine/engine.ts';
import { PREFIXES } from '../path-router/prefixes.ts';
import { BACKEND_NAMES, BACKENDS } from '../services/backends.ts';

/** Formats the addresses and commands that a new user needs. */
export function addresses({ urls, tracesUrl, backends }: Engine, dataDir: string): string {
  const nearby = relative(process.cwd(), dataDir);
  const folder = nearby.startsWith('..') ? dataDir : nearby;
  const rows = [
    ...SERVICE_NAMES.map((name) => [serviceTitle(name), urls[name], `${urls[name]}/docs`]),
    ['Gateway', urls.gateway, PREFIXES],
    ['Engine', urls.engine, 'the console, in a browser; npm run status'],
    ...(tracesUrl === undefined ? [] : [['Traces', tracesUrl, 'what each request set in motion']]),
    ['', '', ''],
    ...BACKEND_NAMES.map((name) => [BACKENDS[name].title, BACKENDS[name].hint(backends[name], folder)]),
  ];
  const [nameWidth, urlWidth] = [
    20,
    Math.max(...[tracesUrl ?? '', ...Object.values(urls)].map((url) => url.length)) + 2,
  ];
  const lines = rows.map(([name = '', url = '', more = '']) =>
    `  ${name.padEnd(nameWidth)}${url.padEnd(urlWidth)}${more}`.trimEnd(),
  );
  return [
    ...lines,
    '',
    `Ctrl-C stops everything. The data stays in ${folder}; npm run reset deletes it.`,
  ].join('\n');
}
