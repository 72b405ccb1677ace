import { ACCOUNT_ID } from '#local/runtime/variables';
import type { SsmStore, StoredParameter } from './ssm-store.ts';

const MS_PER_SECOND = 1_000;

/** Returns the name of a parameter that is requested by ARN or with a `:version` suffix. */
export function bareName(name: string): string {
  const path = name.startsWith('arn:') ? name.slice(name.indexOf(':parameter') + ':parameter'.length) : name;
  return path.replace(/:\d+$/, '');
}

export function find(store: SsmStore, name: string): StoredParameter | undefined {
  const bare = bareName(name);
  const found = store.get(bare) ?? store.get(bare.replace(/^\//, ''));
  const version = /(?<!arn:aws:ssm):(\d+)$/.exec(name)?.[1];
  return version === undefined || found?.version === Number(version) ? found : undefined;
}

function arnOf(name: string, region: string): string {
  return `arn:aws:ssm:${region}:${ACCOUNT_ID}:parameter${name.startsWith('/') ? '' : '/'}${name}`;
}

export function toParameter(parameter: StoredParameter, region: string): object {
  return {
    ARN: arnOf(parameter.name, region),
    DataType: 'text',
    LastModifiedDate: parameter.modifiedMs / MS_PER_SECOND,
    Name: parameter.name,
    Type: parameter.type,
    Value: parameter.value,
    Version: parameter.version,
  };
}

export function toMetadata(parameter: StoredParameter, region: string): object {
  const { Value: _value, ...rest } = toParameter(parameter, region) as Record<string, unknown>;
  return { ...rest, Tier: 'Standard', Policies: [], Description: parameter.description };
}

export function isUnder(path: string, recursive: boolean, name: string): boolean {
  const folder = path.endsWith('/') ? path : `${path}/`;
  return name.startsWith(folder) && (recursive || !name.slice(folder.length).includes('/'));
}
