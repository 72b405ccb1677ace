import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const DOCUMENT = fileURLToPath(new URL('../../docs/reliability.md', import.meta.url));

/** Keeps a copy in docs/reliability.md, between markers, where the environment asks for it with `CRASH_WRITE=1`. */
export async function writeSection(name: string, text: string): Promise<void> {
  if (process.env.CRASH_WRITE !== '1') return;
  const [begin, end] = [`<!-- begin of ${name}: written by CRASH_WRITE=1 -->`, `<!-- end of ${name} -->`];
  const document = await readFile(DOCUMENT, 'utf8');
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/reliability.md has no markers of ${name}`);
  await writeFile(DOCUMENT, `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`);
}
