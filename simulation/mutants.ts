import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { STORE_RULES, type StoreRules } from '#functions/order/in-memory/stores';
import { type Domain, loadDomain } from './domain.ts';

/** One change of one source file; `find` must occur exactly once. */
interface Patch {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** The protocol without one of its rules. */
export interface Mutant {
  readonly name: string;
  readonly patches?: readonly Patch[];
  readonly rules?: Partial<StoreRules>;
  readonly keyInTransaction?: boolean;
}

const ORDER = 'functions/order/domain';
const SEND_PLACED =
  '    await deps.recovery.send({ orderId: order.id, sinceMs: startedMs }, deps.limits.recoveryDelayMs);\n';

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'undo before deciding',
    patches: [
      {
        file: `${ORDER}/recover-order.ts`,
        find: "    order = (await failOrder(deps, order, 'timed_out', true)).order;",
        replace: `    await deps.inventory.release(orderId);
    const charge = await deps.payments.close(orderId);
    if (charge.outcome === 'charged') await deps.payments.refund(orderId, charge.amount);
    order = (await failOrder(deps, order, 'timed_out', true)).order;`,
      },
    ],
  },
  { name: 'no tombstone on release', rules: { releaseTombstone: false } },
  { name: 'no tombstone on refund', rules: { refundTombstone: false } },
  {
    name: 'recovery acknowledged when the order is missing',
    patches: [
      {
        file: `${ORDER}/recover-order.ts`,
        find: '(await deps.orders.putVoid(orderId))',
        replace: "({ status: 'void' } as never)",
      },
    ],
  },
  {
    name: 'put before its message',
    patches: [
      { file: `${ORDER}/place-order.ts`, find: SEND_PLACED, replace: '' },
      {
        file: `${ORDER}/place-order.ts`,
        find: "    if (placed === 'clash') continue;\n",
        replace: `    if (placed === 'clash') continue;\n${SEND_PLACED}`,
      },
    ],
  },
  {
    name: 'cancel without its message',
    patches: [
      {
        file: `${ORDER}/cancel-order.ts`,
        find: '  await deps.recovery.send(',
        replace: '  (async (..._: unknown[]) => {})(',
      },
    ],
  },
  {
    name: 'cancel not carried out by recovery',
    patches: [
      {
        file: `${ORDER}/recover-order.ts`,
        find: 'if (cancel !== undefined && ',
        replace: 'if (cancel === "never" && ',
      },
    ],
  },
  { name: 'one attempt id for all steps', rules: { attemptPerStep: false } },
  {
    name: 'replay from the present status',
    patches: [
      { file: `${ORDER}/order-answer.ts`, find: '  return asDecided(order);', replace: '  return order;' },
    ],
  },
  {
    name: 'a refusal not recorded by the restaurant owing nothing',
    patches: [
      {
        file: `${ORDER}/place-order.ts`,
        find: "    reservation = await deps.inventory.reserve(order.id, order.lines);\n  } catch (error) {\n    dependencyFailure(error);\n    return abort(deps, order, 'unavailable');",
        replace:
          "    reservation = await deps.inventory.reserve(order.id, order.lines);\n  } catch (error) {\n    dependencyFailure(error);\n    return abort(deps, order, 'unavailable', { owesNothing: true });",
      },
    ],
  },
  { name: 'redraw of payment on retry', rules: { declineStored: false } },
  { name: 'key outside the transaction', keyInTransaction: false },
  {
    name: 'cache without generation',
    patches: [
      {
        file: 'shared/cache/generation-cache.ts',
        find: 'if (!kept?.startsWith(generation))',
        replace: 'if (!kept)',
      },
    ],
  },
  {
    name: 'a state told before its bump',
    patches: [
      { file: `${ORDER}/order-answer.ts`, find: '  await deps.cache.bump(order.id);\n', replace: '' },
    ],
  },
  {
    name: 'recovery without a bump',
    patches: [
      { file: `${ORDER}/recover-order.ts`, find: '  await deps.cache.bump(orderId);\n', replace: '' },
    ],
  },
  {
    name: 'the quote charged',
    patches: [
      {
        file: `${ORDER}/place-order.ts`,
        find: 'deps.payments.charge(order.id, reserved)',
        replace: 'deps.payments.charge(order.id, order)',
      },
    ],
  },
  {
    name: "the order's total refunded",
    patches: [
      {
        file: `${ORDER}/settle.ts`,
        find: 'deps.payments.refund(order.id, charge.amount)',
        replace: 'deps.payments.refund(order.id, order.totalPrice)',
      },
    ],
  },
  {
    name: 'confirmed without the recorded prices',
    patches: [{ file: `${ORDER}/place-order.ts`, find: '    bill: reserved,\n', replace: '' }],
  },
  {
    name: 'failed without the recorded prices',
    patches: [{ file: `${ORDER}/fail-order.ts`, find: '    bill: order,\n', replace: '' }],
  },
  {
    name: 'settled without the charged prices',
    patches: [
      { file: `${ORDER}/settle.ts`, find: '    bill: charge.lines && billOf(charge.lines),\n', replace: '' },
    ],
  },
  { name: "a repeated reserve told today's prices", rules: { pricesRecorded: false } },
];

export const PROJECT = fileURLToPath(new URL('../', import.meta.url));

export interface LoadedMutant {
  readonly domain: Domain;
  readonly rules: StoreRules;
  readonly keyInTransaction: boolean;
}

/** Copies the sources, patches them and loads the result. It lies within the project, so that its imports resolve. */
export async function loadMutant({
  name,
  patches = [],
  rules,
  keyInTransaction = true,
}: Mutant): Promise<LoadedMutant> {
  const root = join(PROJECT, 'dist', 'mutants', name.replaceAll(' ', '-'));
  await rm(root, { recursive: true, force: true });
  for (const folder of [ORDER, 'shared/cache']) {
    await mkdir(join(root, folder), { recursive: true });
    await cp(join(PROJECT, folder), join(root, folder), { recursive: true });
  }
  for (const { file, find, replace } of patches) {
    const source = await readFile(join(root, file), 'utf8');
    if (source.split(find).length !== 2)
      throw new Error(`mutant "${name}": ${file} does not hold just once: ${find}`);
    await writeFile(
      join(root, file),
      source.replace(find, () => replace),
    );
  }
  return { domain: await loadDomain(root), rules: { ...STORE_RULES, ...rules }, keyInTransaction };
}
