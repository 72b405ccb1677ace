import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { oneFilePage } from '#shared/pages/one-file-page';
import { bundleScript } from '#shared/pages/page-files';
import type { RunReport } from './run-report.ts';

const PAGE = fileURLToPath(new URL('../page/main.tsx', import.meta.url));
const STYLE = fileURLToPath(new URL('../page/style.css', import.meta.url));

/** Writes the report as one page that needs no network: its script, its style and its data are inside. */
export async function htmlReport(report: RunReport): Promise<string> {
  const [script, style] = await Promise.all([pageScript(), pageStyle()]);
  return oneFilePage({
    title: `${report.verdict}: ${report.scenario.name}`,
    script,
    style,
    place: 'page',
    withoutScript: 'This report needs JavaScript; report.json holds the same data.',
    data: { id: 'report', json: JSON.stringify(report) },
  });
}

let script: Promise<string> | undefined;

/** Bundles the page once. */
function pageScript(): Promise<string> {
  script ??= bundleScript(PAGE);
  return script;
}

async function pageStyle(): Promise<string> {
  const uplot = createRequire(import.meta.url).resolve('uplot/dist/uPlot.min.css');
  const texts = await Promise.all([uplot, STYLE].map((path) => readFile(path, 'utf8')));
  return texts.join('\n');
}
