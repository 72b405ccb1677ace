import { createHash } from 'node:crypto';
import redoc from 'redoc/bundles/redoc.standalone.js' with { type: 'text' };
import swaggerCss from 'swagger-ui-dist/swagger-ui.css' with { type: 'text' };
import swaggerUi from 'swagger-ui-dist/swagger-ui-bundle.js' with { type: 'text' };

export interface Asset {
  readonly contentType: string;
  readonly text: string;
}

const SCRIPT = 'text/javascript; charset=utf-8';
/** ReDoc fetches its own logo from a CDN. An empty picture makes it show none. */
const REDOC_LOGO = 'https://cdn.redoc.ly/redoc/logo-mini.svg';

/** Files that the API pages load, by name. Text only: the API has no binary media types. */
const ASSETS: ReadonlyMap<string, Asset> = new Map([
  ['swagger-ui.css', { contentType: 'text/css; charset=utf-8', text: swaggerCss }],
  ['swagger-ui.js', { contentType: SCRIPT, text: swaggerUi }],
  ['redoc.js', { contentType: SCRIPT, text: redoc.replace(REDOC_LOGO, 'data:,') }],
]);

export const findAsset = (name: string): Asset | undefined => ASSETS.get(name);

export type AssetUrl = typeof assetUrl;

/** Address of an asset relative to the service's root; it changes with the content. */
export function assetUrl(name: string): string {
  const version = createHash('sha256').update(findAsset(name)?.text ?? '');
  return `docs/${name}?v=${version.digest('hex').slice(0, 12)}`;
}
