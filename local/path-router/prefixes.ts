import { SERVICES } from '#shared/services';

/** The prefixes in one line, for banners. */
export const PREFIXES = Object.values(SERVICES)
  .map(({ prefix }) => prefix)
  .join('  ');
