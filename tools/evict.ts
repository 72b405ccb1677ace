import '#shared/cli/quiet-libraries';
import * as z from 'zod';
import { reading } from '#oracle/stores/cannot-read';
import { openStores } from '#oracle/stores/open-stores';
import { readKeys } from '#oracle/stores/read-copies';
import { evict } from '#shared/cache/evict';
import { defineProgram, EXIT } from '#shared/cli/program';
import { runProgram } from '#shared/cli/run';
import { EVICTABLE, type EvictedBody, isCacheKind, isEvictable, kindOfKey } from '#shared/console/caches';

const PROGRAM = defineProgram({
  command: 'npm run evict --',
  about:
    'Takes copies out of the caches in Redis while the system runs. The next reader gets the value of the store, and no older one.',
  args: { what: { label: 'what', schema: z.string().refine(isEvictable, EVICTABLE) } },
  options: { json: { help: 'print JSON only' } },
  notes: `What: ${EVICTABLE}.`,
  async run({ args: { what }, options: { json } }, env) {
    using stores = await openStores(env);
    const { redis, settings } = stores;
    const keys = isCacheKind(what)
      ? (await readKeys(stores)).filter((key) => kindOfKey(key) === what)
      : [what];
    const evicted = await reading('Redis', settings.REDIS_URL, () => evict(redis, settings.STAGE, keys));
    process.stdout.write(
      json
        ? `${JSON.stringify({ evicted } satisfies EvictedBody)}\n`
        : `${evicted} ${evicted === 1 ? 'copy' : 'copies'} evicted\n`,
    );
    return EXIT.ok;
  },
});

process.exitCode = await runProgram(PROGRAM);
