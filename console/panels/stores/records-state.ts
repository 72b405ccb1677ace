import { computed, signal } from '@preact/signals';
import { chosen } from '#console/state/page-state.ts';
import { readJson } from '#console/state/read-json.ts';
import type { RecordKind, RecordsBody } from '#shared/console/records';

/** The last page of each list that was read; undefined before the first. */
export const lists = {
  users: signal<RecordsBody<'users'> | undefined>(undefined),
  orders: signal<RecordsBody<'orders'> | undefined>(undefined),
};
/** Whether a list is being read; what it holds is of an earlier reading then. */
export const isReading = { users: signal(false), orders: signal(false) };
/** Why a list could not be read; empty where it could. */
export const problem = signal('');

/** What the address holds of the lists: what is found, and before which id each goes on. */
const asked = computed(() => new URLSearchParams(chosen.value));
export const found = computed(() => asked.value.get('find') ?? '');
export const beforeOf = (kind: RecordKind): string => asked.value.get(kind) ?? '';

/** Shows users and orders of a user id, an order id, or a part of a user's name. */
export function find(text: string): void {
  chosen.value = text === '' ? '' : String(new URLSearchParams({ find: text }));
}

/** Goes on with a list, or back to its begin. @param before empty for the newest */
export function turnTo(kind: RecordKind, before: string): void {
  const next = new URLSearchParams(asked.peek());
  if (before === '') next.delete(kind);
  else next.set(kind, before);
  chosen.value = String(next);
}

const readings: Partial<Record<RecordKind, AbortController>> = {};

/** Reads one list as the address says. The engine reads one after the other, so an earlier reading of it is ended. */
export async function readList<Kind extends RecordKind>(kind: Kind): Promise<void> {
  readings[kind]?.abort();
  const reading = new AbortController();
  readings[kind] = reading;
  const { signal } = reading;
  const before = beforeOf(kind);
  isReading[kind].value = true;
  const query = new URLSearchParams({ find: found.peek(), ...(before && { before }) });
  const body = await readJson<RecordsBody<Kind>>(`/console/${kind}?${query}`, signal).catch(
    (error: Error) => {
      if (!signal.aborted) problem.value = error.message;
    },
  );
  if (signal.aborted) return;
  isReading[kind].value = false;
  if (body) problem.value = '';
  (lists[kind] as { value: RecordsBody<Kind> | undefined }).value = body ?? undefined;
}
