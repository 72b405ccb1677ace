import { SsmFault } from './ssm-fault.ts';
import {
  DeleteParameters,
  GetParameter,
  GetParameters,
  GetParametersByPath,
  PutParameter,
} from './ssm-input.ts';
import { bareName, find, isUnder, toMetadata, toParameter } from './ssm-parameter.ts';
import type { SsmStore } from './ssm-store.ts';
import { refuseWrongSwitches } from './wrong-switches.ts';

const MAX_VALUE_BYTES = 4_096;

interface ParameterCall {
  readonly store: SsmStore;
  readonly body: unknown;
  readonly region: string;
}

/** The actions of the Parameter Store, by name. Each throws SsmFault or ZodError for an error of the caller. */
const ACTIONS: Readonly<Record<string, (call: ParameterCall) => unknown>> = {
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

  async PutParameter({ store, body }) {
    const { Name, Value, Type, Overwrite, Description } = PutParameter.parse(body);
    const existing = store.get(Name);
    if (existing && !Overwrite) {
      throw new SsmFault(
        'ParameterAlreadyExists',
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
      );
    }
    const type = Type ?? existing?.type;
    if (!type) {
      throw new SsmFault('ValidationException', 'A parameter type is required when you create a parameter.');
    }
    if (Buffer.byteLength(Value) > MAX_VALUE_BYTES) {
      throw new SsmFault(
        'ValidationException',
        `Standard tier parameters support a maximum parameter value of ${MAX_VALUE_BYTES} characters.`,
      );
    }
    refuseWrongSwitches(Name, Value);
    const description = Description ?? existing?.description;
    const Version = await store.put({
      name: Name,
      type,
      value: Value,
      ...(description === undefined ? {} : { description }),
    });
    return { Version, Tier: 'Standard' };
  },

  async DeleteParameter({ store, body }) {
    const { Name } = GetParameter.parse(body);
    if (!(await store.delete(bareName(Name)))) throw new SsmFault('ParameterNotFound');
    return {};
  },

  async DeleteParameters({ store, body }) {
    const { Names } = DeleteParameters.parse(body);
    const deleted = await Promise.all(Names.map((name) => store.delete(bareName(name))));
    return {
      DeletedParameters: Names.filter((_, index) => deleted[index]),
      InvalidParameters: Names.filter((_, index) => !deleted[index]),
    };
  },

  DescribeParameters({ store, region }) {
    return { Parameters: [...store.all()].map((each) => toMetadata(each, region)) };
  },
};

/** Finds an action; undefined for an unknown name. */
export const actionNamed = (name: string) => (Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined);
