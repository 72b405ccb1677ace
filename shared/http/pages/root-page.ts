import type { APIGatewayProxyResult } from 'aws-lambda';
import { VARY_BY_ACCEPT } from '../accept.ts';
import { CORS_HEADERS } from '../cors.ts';
import type { ServiceRoutes } from '../route.ts';
import { htmlHeaders, page } from './page.ts';
import { type SystemPage, systemLinks } from './system-pages.ts';

const STYLE = `
:root { color-scheme: light dark }
body { max-width: 40rem; margin: 10vh auto; padding: 0 1.5rem; font: 1.1rem/1.6 system-ui, sans-serif }
h1 { margin: 0; font-size: 2rem }
h2 { margin: 2rem 0 0; font-size: 1.1rem }
li { margin: .4rem 0 }`;

/** `./` is the service's root only if the address ends with a slash; behind the gateway it need not. */
const BASE_SCRIPT = `
const base = document.createElement('base');
base.href = location.pathname.replace(/\\/*$/, '/');
document.head.append(base);`;

interface RootPageOptions {
  readonly requestId: string;
  readonly pages: readonly SystemPage[] | undefined;
  /** Name and port by which the browser called. */
  readonly host: string | undefined;
}

/** The page at `/` for browsers: the service, and links to its API pages and to the rest of the system. */
export function rootPage(
  api: ServiceRoutes,
  { requestId, pages, host }: RootPageOptions,
): APIGatewayProxyResult {
  return {
    statusCode: 200,
    headers: { 'x-request-id': requestId, ...CORS_HEADERS, ...htmlHeaders(), ...VARY_BY_ACCEPT },
    body: page(
      api.title,
      `<style>${STYLE}</style>\n<script>${BASE_SCRIPT}</script>`,
      `<main>
<h1>${api.title}</h1>
<p>${api.description}</p>
<ul>
<li><a href="./docs">/docs</a> to try the API</li>
<li><a href="./redoc">/redoc</a> to read it</li>
<li><a href="./openapi.json">/openapi.json</a> for tools</li>
<li><a href="./health">/health</a></li>
</ul>
${systemLinks(pages, api.service, host)}
</main>`,
    ),
  };
}
