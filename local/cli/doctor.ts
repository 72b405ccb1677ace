import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '#shared/cli/settings';
import { platformName } from '../host/binaries.ts';
import { isPortFree } from '../host/data-dir.ts';
import { prepareDataFolder } from '../host/data-folder.ts';
import { EngineError } from '../host/engine-error.ts';
import { findOwner } from '../host/folder-owner.ts';
import { PORT_NAMES, PORTS } from '../http/ports.ts';
import { type Finding, ok, problem } from '../services/backend.ts';
import { BACKEND_NAMES, BACKENDS, type BackendName } from '../services/backends.ts';
import { readEngineSettings, type Settings } from './settings.ts';

function nodeVersion(): Finding {
  return ok(`Node ${process.versions.node} on ${platformName}`);
}

function backend(name: BackendName, { external }: Settings): Finding {
  const { title, variable, check } = BACKENDS[name];
  const { ok: isOk, text } = external[name] ? ok(`the one at ${variable}`) : check();
  return { ok: isOk, text: `${title}: ${text}` };
}

async function dataFolder({ dataDir }: Settings): Promise<Finding> {
  const probe = join(dataDir, `doctor.${process.pid}.tmp`);
  try {
    await prepareDataFolder(dataDir);
    await writeFile(probe, '');
    await rm(probe);
    return ok(`data folder: ${dataDir} can be written`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return problem(error instanceof EngineError ? reason : `the data folder cannot be written: ${reason}`);
  }
}

async function ports(settings: Settings): Promise<Finding[]> {
  const engine = findOwner(settings.dataDir)?.process?.pid;
  const findings: Finding[] = engine
    ? [ok(`engine: running (process ${engine}), the ports are its own`)]
    : [];
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

/** Prints what this machine has and lacks, one line each. Returns 1 if something prevents a start. */
export async function doctor(env: Environment): Promise<number> {
  const settings = readEngineSettings(env);
  const findings = [
    nodeVersion(),
    ...BACKEND_NAMES.map((name) => backend(name, settings)),
    await dataFolder(settings),
    ...(await ports(settings)),
  ];
  for (const finding of findings) {
    process.stdout.write(`${finding.ok ? 'ok     ' : 'problem'}  ${finding.text}\n`);
  }
  return findings.every((finding) => finding.ok) ? 0 : 1;
}
