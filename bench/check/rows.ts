import { ENDPOINTS, type Endpoint } from '../endpoints.ts';

/** A row that is compared with what it took before. */
export interface CheckedRow {
  readonly endpoint: Endpoint;
  /** Answers of one turn. A number and not a time, so that every run compares systems of the same age. */
  readonly answers: number;
}

const ANSWERS: Readonly<Record<string, number>> = {
  'list-menus': 800,
  'get-menu': 800,
  'get-order': 800,
  deduct: 500,
  validate: 400,
  'list-orders': 200,
  'place-order': 80,
};

export const CHECKED_ROWS: readonly CheckedRow[] = ENDPOINTS.flatMap((endpoint) => {
  const answers = ANSWERS[endpoint.row];
  return answers === undefined ? [] : [{ endpoint, answers }];
});
