import { SqsInputError } from './sqs-input.ts';

/** Members of the query protocol that carry a list or a map, by their name there and in the JSON protocol. */
const LISTS: Readonly<Record<string, string>> = {
  AttributeName: 'AttributeNames',
  MessageAttributeName: 'MessageAttributeNames',
  MessageSystemAttributeName: 'MessageSystemAttributeNames',
  TagKey: 'TagKeys',
};
const MAPS: Readonly<Record<string, string>> = {
  Attribute: 'Attributes',
  MessageAttribute: 'MessageAttributes',
  MessageSystemAttribute: 'MessageSystemAttributes',
  Tag: 'Tags',
};
const ENTRIES = /^(?:SendMessage|DeleteMessage|ChangeMessageVisibility)BatchRequestEntry$/;
const NUMBERS: ReadonlySet<string> = new Set([
  'DelaySeconds',
  'MaxNumberOfMessages',
  'MaxResults',
  'VisibilityTimeout',
  'WaitTimeSeconds',
]);
const INDEX = /^\d+$/;

/** Parameters below one name, by the rest of their name. */
type Below = Map<string, string>;

/**
 * Converts the parameters of a call of the query protocol to the input of the JSON protocol.
 * @param path path of the request: that of the queue, where the client names it by its address
 * @throws SqsInputError
 */
export function readQueryInput(parameters: URLSearchParams, path: string): Record<string, unknown> {
  const action = parameters.get('Action');
  const given = new Map([...parameters].filter(([name]) => name !== 'Action' && name !== 'Version'));
  const input = membersOf(given);
  if (action === 'CreateQueue' && 'Tags' in input) {
    input.tags = input.Tags;
    delete input.Tags;
  }
  if (/^\/\d+\/[^/]+/.test(path)) input.QueueUrl ??= `http://sqs${path}`;
  return input;
}

function membersOf(given: Below): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [name, below] of grouped(given)) {
    const own = below.get('');
    if (Object.hasOwn(LISTS, name)) input[LISTS[name] ?? name] = listOf(below);
    else if (Object.hasOwn(MAPS, name)) input[MAPS[name] ?? name] = mapOf(below);
    else if (ENTRIES.test(name)) input.Entries = itemsOf(below).map(membersOf);
    else if (own !== undefined) input[name] = NUMBERS.has(name) ? numberOf(name, own) : own;
  }
  return input;
}

/** Groups `Tag.1.Key` and `Tag.1.Value` under `Tag`. */
function grouped(given: Below): Map<string, Below> {
  const groups = new Map<string, Below>();
  for (const [name, value] of given) {
    const at = name.indexOf('.');
    const [first, rest] = at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)];
    const group = groups.get(first) ?? new Map<string, string>();
    groups.set(first, group.set(rest, value));
  }
  return groups;
}

/** The items of a list in their order; one without a number is the only one. */
function itemsOf(below: Below): Below[] {
  const byIndex = grouped(below);
  const indexes = [...byIndex.keys()]
    .filter((name) => INDEX.test(name))
    .sort((a, b) => Number(a) - Number(b));
  return indexes.length === 0 ? [below] : indexes.map((index) => byIndex.get(index) ?? new Map());
}

const listOf = (below: Below): string[] => itemsOf(below).map((item) => item.get('') ?? '');

function mapOf(below: Below): Record<string, unknown> {
  const entries = itemsOf(below).map((item) => {
    const parts = grouped(item);
    const name = item.get('Name') ?? item.get('Key') ?? '';
    const value = parts.get('Value') ?? new Map<string, string>();
    const members = new Map([...value].filter(([part]) => part !== ''));
    return [name, members.size > 0 ? Object.fromEntries(members) : (value.get('') ?? '')];
  });
  return Object.fromEntries(entries);
}

function numberOf(name: string, text: string): number {
  if (!/^-?\d{1,9}$/.test(text)) throw new SqsInputError(`Value ${text} for parameter ${name} is invalid.`);
  return Number(text);
}
