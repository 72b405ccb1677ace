import * as z from 'zod';
import { defineProgram, EXIT } from '#shared/cli/program';
import { messageOf } from '#shared/error-message';
import { SERVICE_NAMES, type ServiceName } from '#shared/services';
import { type ChaosApi, findServices } from '../chaos-api.ts';
import { endedIdProblem, servicesWith } from '../fault-id.ts';
import { linesOfService } from '../list-rules.ts';

export const clear = defineProgram({
  command: 'npm run chaos -- clear',
  about: 'Ends one rule, or one of the documented switches, wherever it is on.',
  args: { id: { label: 'id', schema: z.string() } },
  async run({ args: { id } }, env) {
    const problem = endedIdProblem(id);
    if (problem !== undefined) {
      process.stderr.write(`${problem}\n`);
      return EXIT.no;
    }
    const api = await findServices(env);
    const { done, isComplete } = await atEach(servicesWith(id), async (service) => ({
      service,
      wasOn: await api.end(service, id),
    }));
    const ended = done.filter(({ wasOn }) => wasOn);
    for (const { service } of ended) process.stdout.write(`ended: ${service}: ${id}\n`);
    if (!isComplete) return EXIT.failed;
    if (ended.length > 0) return EXIT.ok;
    process.stderr.write(`${id} was not on; npm run chaos -- list shows what is\n`);
    return EXIT.no;
  },
});

export const halt = defineProgram({
  command: 'npm run chaos -- halt',
  about: 'Ends every fault of every service at once.',
  async run(_, env) {
    const api = await findServices(env);
    const { done, isComplete } = await atEach(SERVICE_NAMES, async (service) => haltService(api, service));
    for (const line of done.flat()) process.stdout.write(`ended: ${line}\n`);
    if (!isComplete) return EXIT.failed;
    process.stdout.write('no fault is on\n');
    return EXIT.ok;
  },
});

/** Ends all faults of a service, those too that it cannot list. @returns a line for each */
async function haltService(api: ChaosApi, service: ServiceName): Promise<readonly string[]> {
  const lines = await linesOfService(api, service).catch(() => [
    `${service}: its faults, which it could not list`,
  ]);
  await api.endAll(service);
  return lines;
}

/** Does the work at every service that can do it, and prints why another could not. */
async function atEach<Result>(
  services: readonly ServiceName[],
  work: (service: ServiceName) => Promise<Result>,
): Promise<{ readonly done: readonly Result[]; readonly isComplete: boolean }> {
  const settled = await Promise.allSettled(services.map(work));
  for (const [at, result] of settled.entries()) {
    if (result.status === 'fulfilled') continue;
    process.stderr.write(
      `faults of the ${services[at]} service may still be on: ${messageOf(result.reason)}\n`,
    );
  }
  const done = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  return { done, isComplete: done.length === services.length };
}
