import { rm, writeFile } from 'node:fs/promises';
import { release } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '#shared/error-message';
import { platformName } from '../host/binaries.ts';
import { isPortFree } from '../host/data-dir.ts';
import { prepareDataFolder } from '../host/data-folder.ts';
import { EngineError } from '../host/engine-error.ts';
import { findOwner } from '../host/folder-owner.ts';
import { PORT_NAMES, PORTS } from '../http/ports.ts';
import { type Finding, ok, problem } from '../services/backend.ts';
import { BACKENDS, type BackendName } from '../services/backends.ts';
import { platformText } from './platform.ts';
import type { Settings } from './settings.ts';

export function nodeVersion(): Finding {
  return ok(`Node ${process.versions.node} on ${platformText(platformName, release())}`);
}

export function backend(name: BackendName, settings: Settings): Finding {
  const { title, variable, check } = BACKENDS[name];
  const { ok: isOk, text } = settings.external[name] ? ok(`the one at ${variable}`) : check(settings);
  return { ok: isOk, text: `${title}: ${text}` };
}

export async function dataFolder({ dataDir }: Settings): Promise<Finding> {
  const probe = join(dataDir, `doctor.${process.pid}.tmp`);
  try {
    await prepareDataFolder(dataDir);
    await writeFile(probe, '');
    await rm(probe);
    return ok(`data folder: ${dataDir} can be written`);
  } catch (error) {
    const about = error instanceof EngineError ? '' : 'the data folder cannot be written: ';
    return problem(about + messageOf(error));
  }
}

export async function ports(settings: Settings): Promise<Finding[]> {
  const engine = findOwner(settings.dataDir)?.process?.pid;
  const findings: Finding[] = [];
  if (engine) findings.push(ok(`engine: running (process ${engine}), the ports are its own`));
  for (const name of PORT_NAMES) {
    const port = settings.ports[name];
    const { purpose, variable } = PORTS[name];
    if (port === 0 || (await isPortFree(port))) findings.push(ok(`port ${port} (${purpose}) is free`));
    else if (!engine) {
      findings.push(problem(`port ${port} (${purpose}) is taken; stop what uses it, or set ${variable}`));
    }
  }
  return findings;
}
