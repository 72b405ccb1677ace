import type { AssetUrl } from './assets.ts';
import { KEEP_IDS } from './keep-ids-script.ts';
import { page } from './page.ts';
import { pageLinks } from './page-links.ts';

/** Highlights the summary of the operation under the pointer. */
const HOVER_CSS = `
body { margin: 0 }
.swagger-ui .opblock .opblock-summary { transition: background-color .15s, box-shadow .15s }
.swagger-ui .opblock .opblock-summary:hover { background-color: #fff3bf; box-shadow: inset 5px 0 0 #f59f00 }
.swagger-ui .opblock .opblock-summary:hover .opblock-summary-description { color: #d9480f; font-weight: 700 }`;

/** Swagger UI resolves the document's address from the page, so both end with a slash or neither does. */
const documentFrom = (root: string): string => `${root}/openapi.json${root === '..' ? '/' : ''}`;

/**
 * The Swagger UI page. Every address is relative, so that it works at /docs, behind a stage and behind the gateway.
 * @param root the service's root relative to the page: `.`, or `..` at /docs/
 */
export const swaggerPage = (title: string, root: string, assetUrl: AssetUrl): string =>
  page(
    title,
    `<link rel="stylesheet" href="${root}/${assetUrl('swagger-ui.css')}"><style>${HOVER_CSS}</style>`,
    `${pageLinks(title, root)}<div id="ui"></div>
<script src="${root}/${assetUrl('swagger-ui.js')}"></script>
<script>
const ui = SwaggerUIBundle({
  dom_id: '#ui', url: new URL('${documentFrom(root)}', location.href).href, validatorUrl: null,
  deepLinking: true, displayRequestDuration: true, persistAuthorization: true, defaultModelsExpandDepth: 0,
  responseInterceptor: keepId, onComplete: fillIds,
});
${KEEP_IDS}</script>`,
  );
