import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EngineError } from '#local/host/engine-error';
import { readLocalStackSettings } from '#local/localstack/settings';
import { messageOf } from '#shared/error-message';

const POM = join(import.meta.dirname, 'pom.xml');
const MAIN_JAR = /^ApacheJMeter-[\d.]+\.jar$/;
/** Parts that JMeter looks for plug-ins in. */
const EXTENSION = /^ApacheJMeter_(?!config).*\.jar$/;

const run = promisify(execFile);
const starterOf = (home: string): string => join(home, 'bin', 'ApacheJMeter.jar');

/** Lays JMeter out in the user's cache, once for each pom. Returns the JAR that starts it. @throws EngineError */
export async function installJmeter(): Promise<string> {
  const { cacheDir } = readLocalStackSettings(process.env);
  const stamp = createHash('sha256').update(readFileSync(POM)).digest('hex').slice(0, 16);
  const home = join(cacheDir, `jmeter-${stamp}`);
  if (existsSync(home)) return starterOf(home);
  console.log(`installing JMeter into ${cacheDir} (once, by Maven)`);
  const making = `${home}.${process.pid}`;
  try {
    await run('mvn', ['-q', '-B', '-f', POM, `-Dhome=${making}`, 'package']).catch((error: unknown) => {
      throw new EngineError(`JMeter cannot be installed by Maven (${messageOf(error)})`);
    });
    await arrange(making);
    // An incomplete one is never used.
    await rename(making, home).catch((error: unknown) => {
      if (!existsSync(home)) throw error;
    });
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return starterOf(home);
}

async function arrange(home: string): Promise<void> {
  const lib = join(home, 'lib');
  await Promise.all([mkdir(join(lib, 'ext')), mkdir(join(lib, 'junit'))]);
  for (const jar of await readdir(lib)) {
    if (MAIN_JAR.test(jar)) await rename(join(lib, jar), starterOf(home));
    else if (EXTENSION.test(jar)) await rename(join(lib, jar), join(lib, 'ext', jar));
  }
}
