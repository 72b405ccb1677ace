import { assetUrl } from './assets.ts';
import { page } from './page.ts';

/** Pointing at an operation lifts its summary out of the list. */
const HOVER_CSS = `
.swagger-ui .opblock .opblock-summary { transition: background-color .15s, box-shadow .15s }
.swagger-ui .opblock .opblock-summary:hover { background-color: #fff3bf; box-shadow: inset 5px 0 0 #f59f00 }
.swagger-ui .opblock .opblock-summary:hover .opblock-summary-description { color: #d9480f; font-weight: 700 }`;

/**
 * Every address is relative, so that the page works at /docs, behind a stage and behind the gateway.
 * @param root where the service begins, seen from the page: `.`, or `..` at /docs/
 */
export const swaggerPage = (title: string, root: string): string =>
  page(
    title,
    `<link rel="stylesheet" href="${root}/${assetUrl('swagger-ui.css')}"><style>${HOVER_CSS}</style>`,
    `<div id="ui"></div>
<script src="${root}/${assetUrl('swagger-ui.js')}"></script>
<script>
SwaggerUIBundle({
  dom_id: '#ui', url: new URL('${root}/openapi.json', location.href).href, validatorUrl: null,
  deepLinking: true, displayRequestDuration: true, persistAuthorization: true, defaultModelsExpandDepth: 0,
});
</script>`,
  );

/** @param root as of {@link swaggerPage} */
export const redocPage = (title: string, root: string): string =>
  page(
    title,
    '<style>body { margin: 0 }</style>',
    `<div id="ui"></div>
<script src="${root}/${assetUrl('redoc.js')}"></script>
<script>
Redoc.init(new URL('${root}/openapi.json', location.href).href, { expandResponses: '200,201' }, document.getElementById('ui'));
</script>`,
  );
