import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { ServiceName } from '#shared/services';
import type { FunctionEntry } from '#stacks/services';
import { ROOT } from '#tests/support/source-files';

type Rights = Readonly<Record<string, readonly string[]>>;

/**
 * Rights that each call of a handler or its domain needs, in the words of the `stores` column. Calls of services need no
 * right but the key of the token they send. A `handler.` entry is an import of that name.
 */
const RIGHTS: Readonly<Record<ServiceName, Rights>> = {
  user: {
    'users.find': ['users.get'],
    'users.findCredentials': ['users.get'],
    // A read after a lost answer.
    'users.insert': ['users.get', 'users.put'],
    'tokens.sign': ['userTokens'],
    'tokens.verify': ['userTokens'],
  },
  restaurant: {
    'restaurants.find': ['postgres'],
    'restaurants.listRestaurants': ['postgres'],
    'menus.list': ['postgres', 'redis'],
    'menus.find': ['postgres', 'redis'],
    'inventory.change': ['postgres'],
    'inventory.reserve': ['postgres'],
    'inventory.release': ['postgres'],
    'cache.changed': ['redis'],
    'handler.ping': ['redis'],
    'handler.bringUpSchema': ['postgres'],
  },
  order: {
    'orders.get': ['orders.get'],
    'orders.findKey': ['orders.get'],
    'orders.put': ['orders.put'],
    'orders.putVoid': ['orders.put'],
    'orders.update': ['orders.update'],
    'lists.list': ['orders.query'],
    'reader.find': ['orders.get', 'redis'],
    'payments.charge': ['payments.put'],
    'payments.close': ['payments.put'],
    'payments.refund': ['payments.put'],
    'recovery.send': ['recovery.send'],
    'cache.bump': ['redis'],
    'handler.ping': ['redis'],
    'inventory.reserve': ['serviceTokens'],
    'inventory.release': ['serviceTokens'],
    'users.validate': [],
    'menus.quote': [],
    'handler.createRecoveryDeps': ['orders.batchGet'],
    'handler.createReachability': ['orders.get', 'payments.get', 'recovery.look'],
    'handler.createSqsDeadLetters': ['deadLetters.send'],
  },
};

/** Parts of `deps` that are no store, and so need no right. */
const NO_STORES = ['limits', 'now', 'newOrderId', 'newAttemptId', 'newUserId', 'newOperationId', 'passwords'];

/** Keeps a handler with the part of its domain that it reaches; everything else stays an import. */
const domainOnly: Plugin = {
  name: 'domain-only',
  setup({ onResolve }) {
    onResolve({ filter: /.*/ }, ({ kind, path, importer }) => {
      const isDomain = path.includes('/domain/') || (importer.includes('/domain/') && path.startsWith('./'));
      return kind === 'entry-point' || isDomain ? undefined : { path, external: true, sideEffects: false };
    });
  },
};

/** The code of a handler and of the functions of its domain that it can call, without adapters. */
export async function reachableCode({ file }: Pick<FunctionEntry, 'file'>): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [join(ROOT, file)],
    bundle: true,
    format: 'esm',
    platform: 'node',
    plugins: [domainOnly],
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** @returns the rights that `code` uses, and one sentence for each call that is not in the table */
export function usedRights(service: ServiceName, code: string): string[] {
  const table = RIGHTS[service];
  const stores = new Set(Object.keys(table).map((call) => call.split('.')[0] ?? ''));
  const calls = [...code.matchAll(/\b(\w+)\.(\w+)\(/g)].flatMap(([, store = '', method]) =>
    stores.has(store) && !isOfArray(table, `${store}.${method}`) ? [`${store}.${method}`] : [],
  );
  const imports = [...code.matchAll(/^import \{([^}]*)\}/gm)]
    .flatMap(([, names = '']) => names.split(',').map((name) => `handler.${name.trim()}`))
    .filter((name) => name in table);
  const rights = [...calls, ...imports].flatMap((call) => table[call] ?? [`no right is known for ${call}`]);
  const unknown = [...code.matchAll(/\bdeps\d*\.(?!ts\b)(\w+)/g)].flatMap(([, part = '']) =>
    stores.has(part) || NO_STORES.includes(part) ? [] : [`no right is known for deps.${part}`],
  );
  return [...new Set([...rights, ...unknown])].sort();
}

/** A list may be named as the store that it came from: `orders.map(…)`. */
const isOfArray = (table: Rights, call: string): boolean =>
  !(call in table) && (call.split('.')[1] ?? '') in Array.prototype;
