import type { Catalog } from './catalog.ts';

/** Loads rules and modes. The bundler makes the import one of the file beside the function: see stacks/bundles/recipe.ts. */
export const loadCatalog = async (): Promise<Catalog> => (await import('./catalog.ts')).catalog;
