import { expect, test } from 'vitest';
import { statefulTypes } from '#tests/support/stacks/stateful-types';
import { type Resource, SYNTHESIS_MS, synthesise } from './synthesis.ts';

const STATEFUL = statefulTypes();
const KEPT = ['Retain', 'Snapshot'];
/** The data of an instance is that of its cluster. */
const isOfCluster = ({ Type, Properties }: Resource): boolean =>
  Type === 'AWS::RDS::DBInstance' && Properties.DBClusterIdentifier !== undefined;

/** Every resource of a stage that holds data, by stack and logical id. */
function resourcesWithData(...[stage, context]: Parameters<typeof synthesise>): [string, Resource][] {
  return Object.entries(synthesise(stage, context)).flatMap(([stack, { Resources }]) =>
    Object.entries(Resources)
      .filter(([, resource]) => STATEFUL.has(resource.Type) && !isOfCluster(resource))
      .map(([id, resource]): [string, Resource] => [`${stack}/${id}`, resource]),
  );
}

test('the stage aws has data in every place that is known to hold some', { timeout: SYNTHESIS_MS }, () => {
  const types = resourcesWithData('aws').map(([, { Type }]) => Type);

  expect([...new Set(types)].sort()).toEqual([
    'AWS::DynamoDB::Table',
    'AWS::Logs::LogGroup',
    'AWS::RDS::DBCluster',
    'AWS::SQS::Queue',
    'AWS::SecretsManager::Secret',
  ]);
});

test.each([
  ['aws', {}, KEPT],
  ['aws', { keepData: 'true', chaos: 'true' }, KEPT],
  ['aws', { keepData: 'false' }, ['Delete']],
  ['local', {}, ['Delete']],
] as const)(
  'what holds data on the stage %s with %o ends as %j',
  {
    timeout: SYNTHESIS_MS,
  },
  (stage, context, policies) => {
    const others = resourcesWithData(stage, context).filter(
      ([, { DeletionPolicy, UpdateReplacePolicy }]) =>
        !policies.some((policy) => policy === DeletionPolicy) || UpdateReplacePolicy !== DeletionPolicy,
    );

    expect(others.map(([id]) => id)).toEqual([]);
  },
);

test('no resource with data has a name that the next deployment would want too', {
  timeout: SYNTHESIS_MS,
}, () => {
  const named = resourcesWithData('aws', { chaos: 'true' }).filter(([, { Type, Properties }]) =>
    ownNames(Type).some((name) => Properties[name] !== undefined),
  );

  expect(named.map(([id]) => id)).toEqual([]);
});

/** Properties with which CloudFormation names a resource: `TableName`, `DBClusterIdentifier`, `Name`. */
function ownNames(type: string): string[] {
  const kind = type.split('::').at(-1);
  return ['Name', `${kind}Name`, `${kind}Identifier`];
}
