import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { bundleScript } from '#shared/pages/page-files';
import type { RunReport } from './run-report.ts';

const PAGE = fileURLToPath(new URL('../page/main.tsx', import.meta.url));
const STYLE = fileURLToPath(new URL('../page/style.css', import.meta.url));

/** Writes the report as one page that needs no network: its script, its style and its data are inside. */
export async function htmlReport(report: RunReport): Promise<string> {
  const [script, style] = await Promise.all([pageScript(), pageStyle()]);
  const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`;
  const title = `${report.verdict}: ${report.scenario.name}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapedText(title)}</title>
<style>${style}</style>
</head>
<body>
<div id="page"><noscript>This report needs JavaScript; report.json holds the same data.</noscript></div>
<script type="application/json" id="report">${jsonInScript(report)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** JSON that cannot end the element it stands in: no `<`, and no line separators. */
export const jsonInScript = (value: unknown): string =>
  JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${code}`;
  });

const escapedText = (text: string): string =>
  text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

let script: Promise<string> | undefined;

/** Bundles the page once. */
function pageScript(): Promise<string> {
  script ??= bundleScript(PAGE).then((text) => text.replaceAll('</', '<\\/'));
  return script;
}

async function pageStyle(): Promise<string> {
  const uplot = createRequire(import.meta.url).resolve('uplot/dist/uPlot.min.css');
  const texts = await Promise.all([uplot, STYLE].map((path) => readFile(path, 'utf8')));
  return texts.join('\n');
}
