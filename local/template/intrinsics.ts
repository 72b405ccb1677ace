import { EngineError } from '../host/engine-error.ts';
import { ACCOUNT_ID, REGION } from '../runtime/variables.ts';

/** Looks up the references of a template. `undefined` means that the target does not exist. */
export interface References {
  ref(logicalId: string): string | undefined;
  attribute(logicalId: string, name: string): string | undefined;
  importValue(exportName: string): string | undefined;
}

const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::AccountId': ACCOUNT_ID,
  'AWS::Region': REGION,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
};

type Resolve = (value: unknown) => unknown;

/** Replaces the intrinsic functions in a value of a template. `where` names the value in messages. */
export function resolveValue(value: unknown, references: References, where: string): unknown {
  const resolve: Resolve = (inner) => resolveValue(inner, references, where);
  if (Array.isArray(value)) return value.map(resolve).filter((item) => item !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [name, argument] = entries[0] ?? [''];
  if (entries.length === 1 && (name === 'Ref' || name.startsWith('Fn::'))) {
    return callIntrinsic(name, argument, { resolve, references, where });
  }
  const resolved = entries.map(([key, inner]) => [key, resolve(inner)] as const);
  return Object.fromEntries(resolved.filter(([, inner]) => inner !== undefined));
}

interface Scope {
  readonly resolve: Resolve;
  readonly references: References;
  readonly where: string;
}

function callIntrinsic(name: string, argument: unknown, scope: Scope): unknown {
  const { resolve, where } = scope;
  switch (name) {
    case 'Ref':
      return refer(text(argument, where), scope);
    case 'Fn::GetAtt':
      return attributeOf(typeof argument === 'string' ? argument.split('.') : texts(argument, where), scope);
    case 'Fn::Join': {
      const [separator, parts] = list(argument, where);
      return texts(resolve(parts), where).join(text(separator, where));
    }
    case 'Fn::Select': {
      const [at, items] = list(argument, where);
      return list(resolve(items), where)[Number(resolve(at))];
    }
    case 'Fn::Split': {
      const [separator, whole] = list(argument, where);
      return text(resolve(whole), where).split(text(separator, where));
    }
    case 'Fn::Sub':
      return substitute(argument, scope);
    case 'Fn::ImportValue': {
      const exportName = text(resolve(argument), where);
      return (
        scope.references.importValue(exportName) ??
        fail(where, `imports '${exportName}', which no stack exports`)
      );
    }
    default:
      return fail(where, `uses ${name}, which the engine does not support`);
  }
}

function refer(logicalId: string, { references, where }: Scope): string | undefined {
  if (logicalId === 'AWS::NoValue') return undefined;
  const value = PSEUDO_PARAMETERS[logicalId] ?? references.ref(logicalId);
  return value ?? fail(where, `refers to '${logicalId}', which is not in the template`);
}

function attributeOf([logicalId = '', ...path]: readonly string[], { references, where }: Scope): string {
  const name = path.join('.');
  const value = references.attribute(logicalId, name);
  return (
    value ?? fail(where, `needs the attribute ${name} of '${logicalId}', which the engine does not support`)
  );
}

function substitute(argument: unknown, scope: Scope): string {
  const { resolve, where } = scope;
  const [template, extra] = Array.isArray(argument) ? argument : [argument, {}];
  const own = new Map(Object.entries(Object(resolve(extra))));
  return text(template, where).replace(/\$\{([^}]+)\}/g, (whole, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (own.has(name)) return String(own.get(name));
    return (
      (name.includes('.') && !name.includes('::')
        ? attributeOf(name.split('.'), scope)
        : refer(name, scope)) ?? whole
    );
  });
}

function list(value: unknown, where: string): readonly unknown[] {
  return Array.isArray(value)
    ? value
    : fail(where, 'has an intrinsic function without its list of arguments');
}

function texts(value: unknown, where: string): readonly string[] {
  return list(value, where).map((item) => text(item, where));
}

function text(value: unknown, where: string): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : fail(where, `has ${JSON.stringify(value)} where a text belongs`);
}

function fail(where: string, what: string): never {
  throw new EngineError(`${where} ${what}.`);
}
