/** Header that lists the faults that acted on an answer, with their points: `delay@user.handler, error@user.handler`. */
export const FAULT_HIT_HEADER = 'x-chaos-hit';
const SEPARATOR = ', ';

/** The header's value. */
export const joinHits = (hits: readonly string[]): string => hits.join(SEPARATOR);

/** The ids in the header's value. */
export const hitIds = (value: string): readonly string[] =>
  value.split(SEPARATOR).map((hit) => hit.replace(/@.*/, ''));
