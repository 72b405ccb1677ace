import type { AssetUrl } from './assets.ts';
import { page } from './page.ts';
import { pageLinks } from './page-links.ts';

/** @param root where the service begins, seen from the page: `.`, or `..` at /redoc/ */
export const redocPage = (title: string, root: string, assetUrl: AssetUrl): string =>
  page(
    title,
    '<style>body { margin: 0 }</style>',
    `${pageLinks(title, root)}<div id="ui"></div>
<script src="${root}/${assetUrl('redoc.js')}"></script>
<script>
Redoc.init(new URL('${root}/openapi.json', location.href).href, { expandResponses: '200,201' }, document.getElementById('ui'));
</script>`,
  );
