import type { SsmActions } from './ssm-action.ts';
import { SsmFault } from './ssm-fault.ts';
import { GetParameter, GetParameters, GetParametersByPath } from './ssm-input.ts';
import { find, isUnder, toMetadata, toParameter } from './ssm-parameter.ts';

export const READS: SsmActions = {
  GetParameter({ store, body, region }) {
    const { Name } = GetParameter.parse(body);
    const found = find(store, Name);
    if (!found) throw new SsmFault('ParameterNotFound');
    return { Parameter: toParameter(found, region) };
  },

  GetParameters({ store, body, region }) {
    const { Names } = GetParameters.parse(body);
    const found = Names.map((name) => find(store, name));
    return {
      Parameters: found
        .filter((parameter) => parameter !== undefined)
        .map((each) => toParameter(each, region)),
      InvalidParameters: Names.filter((_, index) => !found[index]),
    };
  },

  GetParametersByPath({ store, body, region }) {
    const { Path, Recursive } = GetParametersByPath.parse(body);
    const found = [...store.all()].filter(({ name }) => isUnder(Path, Recursive, name));
    return { Parameters: found.map((each) => toParameter(each, region)) };
  },

  DescribeParameters({ store, region }) {
    return { Parameters: [...store.all()].map((each) => toMetadata(each, region)) };
  },
};
