/** The API pages, which every service has beside its table. */
export const PAGE_ROUTES = [
  { method: 'GET', path: '/docs' },
  { method: 'GET', path: '/docs/{proxy+}' },
  { method: 'GET', path: '/redoc' },
  { method: 'GET', path: '/openapi.json' },
] as const;
