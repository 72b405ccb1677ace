import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ACCOUNT_ID } from '#local/runtime/variables';
import type { FunctionModel } from '#local/template/model';

const STORAGE_MB = 512;
const ASSET_HASH = /[0-9a-f]{64}/;
const MS_PER_SECOND = 1_000;
/** Secrets come in variables, and any program of this machine may call the engine. */
const HIDDEN = {
  Error: {
    ErrorCode: 'AccessDeniedException',
    Message: 'The engine shows no variables of functions, because some are secrets.',
  },
};

/** Describes a function as `GetFunctionConfiguration` does. */
export async function describeFunction(model: FunctionModel): Promise<Record<string, unknown>> {
  const { size, modified } = await codeOf(model.directory);
  const hash = ASSET_HASH.exec(basename(model.directory))?.[0] ?? digest(model.directory);
  return {
    FunctionName: model.name,
    FunctionArn: model.arn,
    Runtime: model.command ? 'provided.al2023' : 'nodejs24.x',
    Role: `arn:aws:iam::${ACCOUNT_ID}:role/${model.name}`,
    Handler: model.handler,
    CodeSize: size,
    Description: '',
    Timeout: model.timeoutMs / MS_PER_SECOND,
    MemorySize: model.memoryMb,
    LastModified: modified.toISOString().replace('Z', '+0000'),
    CodeSha256: Buffer.from(hash, 'hex').toString('base64'),
    Version: '$LATEST',
    Environment: HIDDEN,
    TracingConfig: { Mode: 'PassThrough' },
    RevisionId: uuidOf(`${model.name} ${hash}`),
    Layers: [],
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: [process.arch === 'arm64' ? 'arm64' : 'x86_64'],
    EphemeralStorage: { Size: STORAGE_MB },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${model.name}` },
  };
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Returns an id in the form of a UUID that is the same for the same text. */
export function uuidOf(text: string): string {
  return digest(text).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

async function codeOf(folder: string): Promise<{ size: number; modified: Date }> {
  const names = await readdir(folder).catch(() => []);
  const files = await Promise.all(names.map((name) => stat(join(folder, name)).catch(() => undefined)));
  const found = files.filter((file) => file?.isFile() === true);
  return {
    size: found.reduce((sum, file) => sum + (file?.size ?? 0), 0),
    modified: new Date(Math.max(0, ...found.map((file) => file?.mtimeMs ?? 0))),
  };
}
