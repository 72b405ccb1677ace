import { ACCOUNT_ID } from '#local/runtime/variables';
import type { ParameterVersion, SsmStore, StoredParameter } from './ssm-store.ts';

const MS_PER_SECOND = 1_000;
const DEFAULT_KEY = 'alias/aws/ssm';
const VERSION = /(?<!arn:aws:ssm):(\d+)$/;

/** A parameter in the version that a caller names, or the newest one. */
export interface FoundParameter extends ParameterVersion {
  readonly name: string;
  /** `:3`, where the caller names a version. */
  readonly selector?: string;
}

/** Returns the name of a parameter that is requested by ARN or with a `:version` suffix. */
export function bareName(name: string): string {
  const path = name.startsWith('arn:') ? name.slice(name.indexOf(':parameter') + ':parameter'.length) : name;
  return path.replace(/:\d+$/, '');
}

/** Finds the parameter itself, whatever version is named. */
export function findStored(store: SsmStore, name: string): StoredParameter | undefined {
  const bare = bareName(name);
  return store.get(bare) ?? store.get(bare.replace(/^\//, ''));
}

export function find(store: SsmStore, name: string): FoundParameter | undefined {
  const found = findStored(store, name);
  const version = versionIn(name);
  if (!found || version === undefined) return found;
  const { name: ownName } = found;
  const wanted = versionsOf(found).find((each) => each.version === version);
  return wanted && { ...wanted, name: ownName, selector: `:${version}` };
}

export function versionIn(name: string): number | undefined {
  const version = VERSION.exec(name)?.[1];
  return version === undefined ? undefined : Number(version);
}

/** All versions that are kept, oldest first. */
export const versionsOf = (parameter: StoredParameter): readonly ParameterVersion[] => [
  ...(parameter.history ?? []),
  parameter,
];

export function arnOf(name: string, region: string): string {
  return `arn:aws:ssm:${region}:${ACCOUNT_ID}:parameter${name.startsWith('/') ? '' : '/'}${name}`;
}

/** The key that encrypts a SecureString; undefined for other types. */
export const keyOf = ({ type, keyId }: ParameterVersion): string | undefined =>
  type === 'SecureString' ? (keyId ?? DEFAULT_KEY) : undefined;

/** Returns the value; that of a SecureString, without decryption, as a text that nothing can read by mistake. */
export function shownValue(parameter: ParameterVersion, isDecrypted: boolean): string {
  const key = keyOf(parameter);
  if (key === undefined || isDecrypted) return parameter.value;
  return Buffer.from(`encrypted with ${key}: ${parameter.value}`).toString('base64');
}

export function toParameter(parameter: FoundParameter, region: string, isDecrypted: boolean): object {
  return {
    ARN: arnOf(parameter.name, region),
    DataType: 'text',
    LastModifiedDate: parameter.modifiedMs / MS_PER_SECOND,
    Name: parameter.name,
    ...(parameter.selector !== undefined && { Selector: parameter.selector }),
    Type: parameter.type,
    Value: shownValue(parameter, isDecrypted),
    Version: parameter.version,
  };
}

/** Returns what describes a version, without its value. */
export function toMetadata(name: string, version: ParameterVersion): Record<string, unknown> {
  return {
    DataType: 'text',
    Description: version.description,
    KeyId: keyOf(version),
    LastModifiedDate: version.modifiedMs / MS_PER_SECOND,
    LastModifiedUser: `arn:aws:iam::${ACCOUNT_ID}:root`,
    Name: name,
    Policies: [],
    Tier: version.tier ?? 'Standard',
    Type: version.type,
    Version: version.version,
  };
}

export function isUnder(path: string, recursive: boolean, name: string): boolean {
  const folder = path.endsWith('/') ? path : `${path}/`;
  return name.startsWith(folder) && (recursive || !name.slice(folder.length).includes('/'));
}
