import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startChild } from '../services/child.ts';
import type { ServiceContext } from '../services/service.ts';
import type { Emulator } from './emulator.ts';
import type { Installation } from './install.ts';

const READY_TIMEOUT_MS = 180_000;
/** Variables that would redirect the emulators' own clients. */
const NOT_FOR_EMULATORS = {
  AWS_PROFILE: undefined,
  AWS_ENDPOINT_URL: undefined,
  AWS_ENDPOINT_URL_S3: undefined,
  NODE_OPTIONS: undefined,
};

export interface EmulatorServer {
  readonly url: string;
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/** Starts an emulator on loopback that runs functions as processes of this machine. */
export async function startServer(
  emulator: Emulator,
  { folder, python }: Installation,
  port: number,
  context: ServiceContext,
): Promise<EmulatorServer> {
  const url = `http://127.0.0.1:${port}`;
  const work = join(context.dataDir.path, 'emulator');
  const variables = emulator.variables(port, work, join(folder, 'cache'));
  // nothing in it is kept over a restart
  await rm(work, { recursive: true, force: true });
  await mkdir(join(work, 'tmp'), { recursive: true });
  const child = await startChild(
    {
      name: emulator.name.toLowerCase(),
      command: python,
      args: ['-m', emulator.module],
      env: { ...process.env, ...NOT_FOR_EMULATORS, ...variables },
      readyTimeoutMs: READY_TIMEOUT_MS,
      probe: async () => {
        const { ok, status } = await fetch(url + emulator.healthPath);
        if (!ok) throw new Error(`health answers ${status}`);
      },
    },
    context,
  );
  const { pid } = child;
  return {
    url,
    pid,
    async stop() {
      await child.stop();
      killGroup(pid);
      await rm(work, { recursive: true, force: true });
    },
  };
}

/** Kills processes that the emulator started and did not end. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group has already ended.
  }
}
