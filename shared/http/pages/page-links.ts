const STYLE =
  'display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; padding: .6rem 1.2rem; background: #1c2230; font: 14px/1.5 system-ui, sans-serif';
const LINKS = { docs: 'Try the API', redoc: 'Read it', 'openapi.json': 'OpenAPI', health: 'Health' };

/**
 * The line at the top of the API pages: links from one to the other, and to the service's page.
 * @param root the service's root relative to the page
 */
export function pageLinks(title: string, root: string): string {
  const links = Object.entries(LINKS).map(([path, text]) => [`${root}/${path}`, text] as const);
  const anchors = [[`${root}/`, title] as const, ...links].map(
    ([href, text]) => `<a style="color: #fff" href="${href}">${text}</a>`,
  );
  return `<nav style="${STYLE}">${anchors.join('\n')}</nav>\n`;
}
