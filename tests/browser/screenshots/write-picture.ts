import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tab } from '#tests/support/programs/browser-tab';
import { smallPng } from './small-png.ts';

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'docs', 'screenshots');
/** At the top of the page, once the charts are drawn. */
const DRAWN =
  'scrollTo({ top: 0, behavior: "instant" }); new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 200)))';

/** Writes what a tab shows from its top, this many pixels high, to `docs/screenshots/<name>.png`. */
export async function writePicture(tab: Tab, name: string, height: number): Promise<void> {
  await tab.run(DRAWN);
  const png = smallPng(await tab.picture(height));
  await mkdir(FOLDER, { recursive: true });
  const file = join(FOLDER, `${name}.png`);
  await writeFile(file, png);
  process.stdout.write(`${file}: ${png.length} bytes\n`);
}
