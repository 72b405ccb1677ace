import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { AwsFault, type AwsJson } from '#local/http/aws-json';
import { readBody } from '#local/http/body';
import { sendJson } from '#local/http/send';
import { readSwitchParameter, SWITCHED_SERVICES, switchParameter } from '#shared/faults/switch-parameter';
import { readSwitchText } from '#shared/faults/switch-text';
import { PARAMETER_TYPES, type SsmStore, type StoredParameter } from './ssm-store.ts';

/** The engine runs no other. */
const STAGE = 'local';
const TARGET_PREFIX = 'AmazonSSM.';
const MAX_VALUE_BYTES = 4_096;
const MAX_NAMES = 10;
const MS_PER_SECOND = 1_000;
const ACCOUNT = '000000000000';
const REGION = /Credential=[^/]+\/[^/]+\/([^/]+)\//;
const DEFAULT_REGION = 'us-east-1';

/** An answer as AWS gives it for something the caller did. */
class SsmFault extends Error {
  readonly type: string;
  constructor(type: string, message = '') {
    super(message);
    this.type = type;
  }
}

const Name = z.string().min(1).max(2_048);
const GetParameter = z.object({ Name });
const GetParameters = z.object({ Names: z.array(Name).min(1).max(MAX_NAMES) });
const GetParametersByPath = z.object({
  Path: z.string().startsWith('/'),
  Recursive: z.boolean().default(false),
});
const PutParameter = z.object({
  Name: Name.regex(/^[\w./-]+$/, 'only letters, digits, and the characters . - _ / are allowed').regex(
    /^(?:\/[^/]+)+$|^[^/]+$/,
    'a name with slashes begins with one, does not end with one and has none twice in a row',
  ),
  Value: z.string().min(1),
  Type: z.enum(PARAMETER_TYPES).optional(),
  Overwrite: z.boolean().default(false),
  Description: z.string().optional(),
});
const DeleteParameters = z.object({ Names: z.array(Name).min(1).max(MAX_NAMES) });

interface Call {
  readonly store: SsmStore;
  readonly body: unknown;
  readonly region: string;
}

/** Names may be asked for by ARN, and with `:version` after them. */
function bareName(name: string): string {
  const path = name.startsWith('arn:') ? name.slice(name.indexOf(':parameter') + ':parameter'.length) : name;
  return path.replace(/:\d+$/, '');
}

function find(store: SsmStore, name: string): StoredParameter | undefined {
  const bare = bareName(name);
  const found = store.get(bare) ?? store.get(bare.replace(/^\//, ''));
  const version = /(?<!arn:aws:ssm):(\d+)$/.exec(name)?.[1];
  return version === undefined || found?.version === Number(version) ? found : undefined;
}

function arnOf(name: string, region: string): string {
  return `arn:aws:ssm:${region}:${ACCOUNT}:parameter${name.startsWith('/') ? '' : '/'}${name}`;
}

function toParameter(parameter: StoredParameter, region: string): object {
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

function toMetadata(parameter: StoredParameter, region: string): object {
  const { Value: _value, ...rest } = toParameter(parameter, region) as Record<string, unknown>;
  return { ...rest, Tier: 'Standard', Policies: [], Description: parameter.description };
}

function isUnder(path: string, recursive: boolean, name: string): boolean {
  const folder = path.endsWith('/') ? path : `${path}/`;
  return name.startsWith(folder) && (recursive || !name.slice(folder.length).includes('/'));
}

/** Where AWS stores any text, a wrong switch is refused here, before it changes what the functions do. */
function refuseWrongSwitches(name: string, value: string): void {
  const parameter = readSwitchParameter(name);
  if (!parameter) return;
  if ('unknown' in parameter) {
    const services = SWITCHED_SERVICES.join(', ');
    throw new SsmFault(
      'ValidationException',
      `"${parameter.unknown}" is no service with fault switches; there are ${services}.`,
    );
  }
  const own = switchParameter(STAGE, parameter.service);
  if (name !== own) {
    throw new SsmFault('ValidationException', `Nothing reads ${name} here; the switches are in ${own}.`);
  }
  const problems = readSwitchText(parameter.service, value).invalid.map(({ problem }) => problem);
  if (problems.length > 0) throw new SsmFault('ValidationException', `${problems.join('; ')}.`);
}

const ACTIONS: Readonly<Record<string, (call: Call) => unknown>> = {
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

async function contentOf(request: IncomingMessage): Promise<string> {
  const body = await new Promise<Buffer | undefined>((done) => readBody(request, done));
  if (!body) throw new SsmFault('ValidationException', 'The request is larger than 6 MB.');
  return body.toString();
}

const actionNamed = (name: string) => (Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined);

async function answerTo(store: SsmStore, request: IncomingMessage): Promise<unknown> {
  const target = String(request.headers['x-amz-target'] ?? '');
  const action = actionNamed(target.slice(TARGET_PREFIX.length));
  const content = await contentOf(request);
  if (!action || !target.startsWith(TARGET_PREFIX)) throw new SsmFault('UnknownOperationException');
  const region = REGION.exec(request.headers.authorization ?? '')?.[1] ?? DEFAULT_REGION;
  return await act(() => action({ store, body: JSON.parse(content || '{}'), region }));
}

/** Makes of every error that the caller can mend a fault of the Parameter Store. */
async function act(action: () => unknown): Promise<unknown> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof z.ZodError) throw new SsmFault('ValidationException', z.prettifyError(error));
    if (error instanceof SyntaxError) throw new SsmFault('SerializationException', error.message);
    throw error;
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  sendJson(response, status, body, {
    'content-type': 'application/x-amz-json-1.1',
    'x-amzn-requestid': crypto.randomUUID(),
  });
}

/**
 * Calls the Parameter Store without HTTP.
 * @throws AwsFault as a client of the protocol gets it
 */
export async function callSsm(store: SsmStore, name: string, body: AwsJson): Promise<AwsJson> {
  const action = actionNamed(name);
  try {
    if (!action) throw new SsmFault('UnknownOperationException');
    return Object(await act(() => action({ store, body, region: DEFAULT_REGION })));
  } catch (error) {
    throw error instanceof SsmFault ? new AwsFault(error.type, error.message) : error;
  }
}

/** Answers one call of the Parameter Store's JSON 1.1 protocol. Never rejects. */
export async function handleSsm(
  store: SsmStore,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    answer(response, 200, await answerTo(store, request));
  } catch (error) {
    if (error instanceof SsmFault) {
      answer(response, 400, { __type: error.type, message: error.message });
    } else {
      answer(response, 500, { __type: 'InternalServerError', message: String(error) });
    }
  }
}
