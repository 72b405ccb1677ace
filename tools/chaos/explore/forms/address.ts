import type { Own } from './form.ts';

/** Marks an order as one of an experiment. */
export const addressOf = ({ id }: Own): string => `explore ${id}`;
