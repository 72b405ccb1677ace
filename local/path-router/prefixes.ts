import { SERVICES } from '#shared/services';

/** All prefixes in one line, for banners. */
export const PREFIXES = Object.values(SERVICES)
  .map(({ prefix }) => prefix)
  .join('  ');
