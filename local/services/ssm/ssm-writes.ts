import type { SsmActions } from './ssm-action.ts';
import { SsmFault } from './ssm-fault.ts';
import { DeleteParameters, GetParameter, PutParameter } from './ssm-input.ts';
import { bareName } from './ssm-parameter.ts';
import { refuseWrongSwitches } from './wrong-switches.ts';

const MAX_VALUE_BYTES = 4_096;

export const WRITES: SsmActions = {
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
    const optional = description === undefined ? {} : { description };
    const Version = await store.put({ name: Name, type, value: Value, ...optional });
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
};
