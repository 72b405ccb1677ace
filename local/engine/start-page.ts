import { SERVICE_NAMES, serviceTitle } from '#shared/services';
import type { PortName } from '../http/ports.ts';
import { type Html, html, NOTHING } from '../traces/pages/html.ts';
import { page } from '../traces/pages/layout.ts';
import { README_FILES } from './readme.ts';

const TITLE = 'Food delivery, made to be broken';
/** The pages of each service; its root is the page at `/`. */
const PAGES = ['docs', 'redoc', 'openapi.json', 'health', 'chaos'] as const;
const README = Object.entries(README_FILES).map(([path, text]) => html`<a href="${path}">${text}</a>`);

/** The page for browsers at `/` of the engine's own port. Programs get the status there. */
export function startPage(urls: Readonly<Record<PortName, string>>, tracesUrl: string | undefined): string {
  const rows = [
    ...SERVICE_NAMES.map((name) => row(serviceTitle(name), urls[name], PAGES)),
    row('Gateway', urls.gateway, []),
  ];
  return page(
    TITLE,
    html`<h1>${TITLE}</h1>
<p>A food-delivery backend of Lambda functions, to be load-tested and broken on purpose. This port belongs to the engine
that runs it. How to place a first order and how to break it: ${README[0]}${README.slice(1).map((link) => html`, ${link}`)}.</p>
<div class="panel"><table class="list"><tbody>${rows}</tbody></table></div>
${tracesUrl === undefined ? NOTHING : html`<p><a href="/traces">Traces</a>: what each request started, step by step</p>`}
<p class="dim">Programs get the state of the engine at this address as JSON: <code>curl ${urls.engine}</code>,
or <code>npm run status</code>.</p>`,
  );
}

const row = (name: string, url: string, pages: readonly string[]): Html => html`<tr>
<td>${name}<br><a href="${url}/">${url}</a></td>
<td>${pages.map((each) => html`<a class="tag" href="${url}/${each}">/${each}</a> `)}</td>
</tr>`;
