import { join } from 'node:path';
import { ICON } from '#shared/http/pages/page';
import { reachablePages, type SystemPage } from '#shared/http/pages/system-pages';
import { bundleScript, joinStyles } from '#shared/pages/page-files';
import { SERVICES } from '#shared/services';

const SHOP = join(import.meta.dirname, '../../console/shop');

/** The page loads its own script and style, calls its own origin, and nothing else. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; " +
  "form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

const SECURITY_HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

export const PAGE_HEADERS = { ...SECURITY_HEADERS, 'content-type': 'text/html; charset=utf-8' };

/**
 * The shop, whose script shows everything.
 * @param pages the rest of the running system, if it is known
 * @param host name and port by which the browser called
 */
export function shopPage(pages: readonly SystemPage[] | undefined, host: string | undefined): string {
  const system = {
    pages: reachablePages(pages, 'gateway', host),
    prefixes: Object.values(SERVICES).map(({ prefix }) => prefix),
  };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Food delivery</title>
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="/shop.css">
<script type="application/json" id="system">${JSON.stringify(system).replaceAll('<', '\\u003c')}</script>
<script src="/shop.js" defer></script>
</head>
<body>
<div id="shop"><main><h1>Food delivery</h1>
<noscript><p>The shop needs JavaScript. Programs call the services at
${system.prefixes.map((prefix) => `<a href="${prefix}/docs">${prefix}</a>`).join(', ')}.</p></noscript></main></div>
</body>
</html>
`;
}

interface ShopFile {
  readonly headers: Readonly<Record<string, string>>;
  /** Made once. Rejects with what does not compile. */
  text(): Promise<string>;
}

const file = (contentType: string, make: () => Promise<string>): ShopFile => {
  let made: Promise<string> | undefined;
  return {
    headers: { ...SECURITY_HEADERS, 'content-type': `${contentType}; charset=utf-8` },
    text() {
      made ??= make();
      return made;
    },
  };
};

/** What the page loads, by path. */
export const SHOP_FILES: ReadonlyMap<string, ShopFile> = new Map([
  ['/shop.js', file('text/javascript', () => bundleScript(join(SHOP, 'main.tsx')))],
  ['/shop.css', file('text/css', () => joinStyles(join(SHOP, 'style')))],
]);
