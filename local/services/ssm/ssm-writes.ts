import type { SsmActions } from './ssm-action.ts';
import { SsmFault } from './ssm-fault.ts';
import { DeleteParameter, DeleteParameters, PutParameter } from './ssm-input.ts';
import { bareName } from './ssm-parameter.ts';

const MAX_VALUE_BYTES = 4_096;
const MAX_ADVANCED_BYTES = 8_192;

const RESERVED = /^\/?(?:aws|ssm)/i;

/** Refuses what AWS refuses whatever the store holds, and what this store does not have. @throws SsmFault */
function checkPut({ Name, Value, KeyId, Type, Tier, Tags, Overwrite, AllowedPattern }: PutParameter): void {
  const refuse = (message: string, type = 'ValidationException'): never => {
    throw new SsmFault(type, message);
  };
  if (RESERVED.test(Name))
    refuse('Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive).');
  if (AllowedPattern) refuse('The engine has no allowed patterns.', 'InvalidAllowedPatternException');
  if (KeyId !== undefined && Type !== undefined && Type !== 'SecureString')
    refuse('KeyId is required for SecureString type parameter only.');
  if (Tags.length > 0 && Overwrite) {
    refuse(
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. " +
        'To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.',
    );
  }
  const limit = Tier === 'Standard' ? MAX_VALUE_BYTES : MAX_ADVANCED_BYTES;
  if (Buffer.byteLength(Value) <= limit) return;
  const tier = Tier === 'Standard' ? 'Standard' : 'Advanced';
  refuse(`${tier} tier parameters support a maximum parameter value of ${limit} characters.`);
}

export const WRITES: SsmActions = {
  async PutParameter({ store, body }) {
    const input = PutParameter.parse(body);
    const { Name, Value, Type, Overwrite, Description, KeyId, Tags, Tier } = input;
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
    checkPut(input);
    store.check(Name, Value);
    const isLarge = Buffer.byteLength(Value) > MAX_VALUE_BYTES;
    const tier = Tier === 'Intelligent-Tiering' ? (isLarge ? 'Advanced' : 'Standard') : Tier;
    const description = Description ?? existing?.description;
    const keyId = KeyId ?? existing?.keyId;
    const tags = existing?.tags ?? Object.fromEntries(Tags.map((tag) => [tag.Key, tag.Value]));
    const Version = await store.put({
      name: Name,
      type,
      value: Value,
      ...(description !== undefined && { description }),
      ...(keyId !== undefined && { keyId }),
      ...(tier !== 'Standard' && { tier }),
      ...(Object.keys(tags).length > 0 && { tags }),
    });
    return { Version, Tier: tier };
  },

  async DeleteParameter({ store, body }) {
    const { Name } = DeleteParameter.parse(body);
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
