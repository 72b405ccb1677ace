import type { SsmActions } from './ssm-action.ts';
import { SsmFault } from './ssm-fault.ts';
import { passesFilters } from './ssm-filters.ts';
import {
  DescribeParameters,
  GetParameter,
  GetParameterHistory,
  GetParameters,
  GetParametersByPath,
} from './ssm-input.ts';
import { pageOf } from './ssm-page.ts';
import {
  arnOf,
  find,
  findStored,
  isUnder,
  shownValue,
  toMetadata,
  toParameter,
  versionIn,
  versionsOf,
} from './ssm-parameter.ts';
import type { SsmStore, StoredParameter } from './ssm-store.ts';

const PATH_KEYS = ['Type', 'KeyId', 'Label'];
const DESCRIBE_KEYS = ['Name', 'Type', 'KeyId', 'Path', 'Tier', 'DataType', 'tag:'];

const isAfter = ({ name }: StoredParameter, last: string): boolean => name > last;
const nameOf = ({ name }: StoredParameter): string => name;
const byName = (store: SsmStore): StoredParameter[] =>
  [...store.all()].sort((a, b) => (a.name < b.name ? -1 : 1));

export const READS: SsmActions = {
  GetParameter({ store, body, region }) {
    const { Name, WithDecryption } = GetParameter.parse(body);
    const found = find(store, Name);
    if (found) return { Parameter: toParameter(found, region, WithDecryption) };
    if (!findStored(store, Name)) throw new SsmFault('ParameterNotFound');
    throw new SsmFault(
      'ParameterVersionNotFound',
      `Systems Manager could not find version ${versionIn(Name)} of ${Name}. Verify the version and try again.`,
    );
  },

  GetParameters({ store, body, region }) {
    const { Names, WithDecryption } = GetParameters.parse(body);
    const found = Names.map((name) => find(store, name));
    return {
      Parameters: found
        .filter((parameter) => parameter !== undefined)
        .map((each) => toParameter(each, region, WithDecryption)),
      InvalidParameters: Names.filter((_, index) => !found[index]),
    };
  },

  GetParametersByPath({ store, body, region }) {
    const { Path, Recursive, ParameterFilters, WithDecryption, ...asked } = GetParametersByPath.parse(body);
    const found = byName(store)
      .filter(({ name }) => isUnder(Path, Recursive, name))
      .filter((each) => passesFilters(each, ParameterFilters, PATH_KEYS));
    const { items, next } = pageOf(found, asked, isAfter, nameOf);
    return { Parameters: items.map((each) => toParameter(each, region, WithDecryption)), ...next };
  },

  GetParameterHistory({ store, body }) {
    const { Name, WithDecryption, ...asked } = GetParameterHistory.parse(body);
    const found = findStored(store, Name);
    if (!found) throw new SsmFault('ParameterNotFound');
    const { items, next } = pageOf(
      versionsOf(found),
      asked,
      ({ version }, last) => version > Number(last),
      ({ version }) => String(version),
    );
    const Parameters = items.map((each) => ({
      ...toMetadata(found.name, each),
      Labels: [],
      Value: shownValue(each, WithDecryption),
    }));
    return { Parameters, ...next };
  },

  DescribeParameters({ store, body, region }) {
    const { Filters, ParameterFilters, Shared, ...asked } = DescribeParameters.parse(body);
    if (Filters.length > 0 && ParameterFilters.length > 0) {
      const text = 'You can use either Filters or ParameterFilters in a single request.';
      throw new SsmFault('ValidationException', text);
    }
    const older = Filters.map((filter) => ({
      ...filter,
      Option: filter.Key === 'Name' ? 'BeginsWith' : 'Equals',
    }));
    const found = Shared
      ? []
      : byName(store).filter((each) => passesFilters(each, [...older, ...ParameterFilters], DESCRIBE_KEYS));
    const { items, next } = pageOf(found, asked, isAfter, nameOf);
    const Parameters = items.map((each) => ({
      ARN: arnOf(each.name, region),
      ...toMetadata(each.name, each),
    }));
    return { Parameters, ...next };
  },
};
