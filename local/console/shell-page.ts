import { SERVICE_NAMES, type ServiceName, serviceTitle } from '#shared/services';
import { type Html, html, NOTHING } from '../http/html.ts';

/** Panels that need no engine: they read traces only. */
const WITHOUT_ENGINE = 'traces order';

/** Addresses that the page links to. */
export interface PageLinks {
  readonly urls: Readonly<Record<ServiceName | 'gateway' | 'engine', string>>;
  /** Whether there are traces. */
  readonly hasTraces: boolean;
  /** Titles of documents, by path. */
  readonly documents: Readonly<Record<string, string>>;
}

const TITLE = 'Food delivery, made to be broken';
/** The pages of each service; its root is the page at `/`. */
const PAGES = ['docs', 'redoc', 'openapi.json', 'health', 'chaos'] as const;

/**
 * The page of the console, with every other page of the system. The script fills `#console`.
 * @param links undefined where there are traces and no engine
 */
export function shellPage(links?: PageLinks): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${TITLE}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/console/app.css">
<script defer src="/console/app.js"></script>
</head>
<body>
<div id="console" ${links ? NOTHING : html`data-panels="${WITHOUT_ENGINE}"`}${links?.hasTraces === false ? html`data-telemetry="off"` : NOTHING}><header class="top"><h1>${TITLE}</h1></header><noscript><p>The console needs JavaScript.</p></noscript></div>
${links ? otherPages(links) : NOTHING}
</body>
</html>
`.text;
}

function otherPages({ urls, hasTraces, documents }: PageLinks): Html {
  const rows = [
    ...SERVICE_NAMES.map((name) => row(serviceTitle(name), urls[name], PAGES)),
    row('Gateway', urls.gateway, []),
  ];
  return html`<footer class="pages" id="pages">
<details>
<summary>Pages of the system</summary>
<table><tbody>${rows}</tbody></table>
<p>${Object.entries(documents).map(([path, title]) => html`<a href="${path}">${title}</a> `)}${
    hasTraces ? html`<a href="/traces">Traces</a>` : NOTHING
  }</p>
<p>JSON: <code>curl ${urls.engine}</code>, <code>npm run status</code></p>
</details>
</footer>`;
}

const row = (name: string, url: string, pages: readonly string[]): Html => html`<tr>
<th scope="row">${name}</th><td><a href="${url}/">${url}</a></td>
<td>${pages.map((each) => html`<a href="${url}/${each}">/${each}</a> `)}</td>
</tr>`;
