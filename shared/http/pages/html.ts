import { assetUrl } from './assets.ts';

const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><text y=".9em" font-size="90">🍜</text></svg>',
)}`;

/** Pointing at an operation lifts its summary out of the list. */
const HOVER_CSS = `
.swagger-ui .opblock .opblock-summary { transition: background-color .15s, box-shadow .15s }
.swagger-ui .opblock .opblock-summary:hover { background-color: #fff3bf; box-shadow: inset 5px 0 0 #f59f00 }
.swagger-ui .opblock .opblock-summary:hover .opblock-summary-description { color: #d9480f; font-weight: 700 }`;

/** Every address is relative, so that the page works at /docs, behind a stage and behind the gateway. */
export const swaggerPage = (title: string): string =>
  page(
    title,
    `<link rel="stylesheet" href="${assetUrl('swagger-ui.css')}"><style>${HOVER_CSS}</style>`,
    `<div id="ui"></div>
<script src="${assetUrl('swagger-ui.js')}"></script>
<script>
SwaggerUIBundle({
  dom_id: '#ui', url: new URL('openapi.json', location.href).href, validatorUrl: null,
  deepLinking: true, displayRequestDuration: true, persistAuthorization: true, defaultModelsExpandDepth: 0,
});
</script>`,
  );

export const redocPage = (title: string): string =>
  page(
    title,
    '<style>body { margin: 0 }</style>',
    `<div id="ui"></div>
<script src="${assetUrl('redoc.js')}"></script>
<script>
Redoc.init(new URL('openapi.json', location.href).href, { expandResponses: '200,201' }, document.getElementById('ui'));
</script>`,
  );

const page = (title: string, head: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="${ICON}">
${head}
</head>
<body>
${body}
</body>
</html>
`;
