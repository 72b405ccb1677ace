import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as z from 'zod';
import type { Tab } from './browser-tab.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Rules that axe leaves out by itself. */
const RULES = { 'label-content-name-mismatch': { enabled: true } };

/** What axe finds wrong with the page as it is shown: rule and elements. */
export async function axeViolations(tab: Tab): Promise<string[]> {
  await tab.run(await readFile(AXE, 'utf8'));
  const found = await tab.run(
    `axe.run({ rules: ${JSON.stringify(RULES)} }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | ')))`,
  );
  return z.array(z.string()).parse(found);
}
