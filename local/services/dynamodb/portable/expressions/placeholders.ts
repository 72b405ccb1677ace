import { invalid } from '../fault.ts';
import type { AttributeValue } from '../values/attribute-value.ts';
import { own } from '../values/own.ts';
import { isRecord, readItem } from '../values/read-value.ts';

export interface PlaceholderInput {
  readonly ExpressionAttributeNames?: unknown;
  readonly ExpressionAttributeValues?: unknown;
}

const unusedIn = (what: string, keys: readonly string[]): string =>
  `Value provided in ${what} unused in expressions: keys: {${keys.join(', ')}}`;

/** ExpressionAttributeNames and ExpressionAttributeValues of one request, with those that its expressions used. */
export class Placeholders {
  readonly #names: Readonly<Record<string, unknown>>;
  readonly #values: Readonly<Record<string, AttributeValue>>;
  readonly #used = new Set<string>();

  constructor({ ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values }: PlaceholderInput) {
    this.#names = isRecord(names) ? names : {};
    this.#values = values === undefined ? {} : readItem(values);
    if (values !== undefined && Object.keys(this.#values).length === 0)
      throw invalid('ExpressionAttributeValues must not be empty');
  }

  /** Returns the attribute name of `#placeholder`. */
  name(placeholder: string): string | undefined {
    this.#used.add(placeholder);
    const name = own(this.#names, placeholder);
    return typeof name === 'string' ? name : undefined;
  }

  /** Returns the value of `:placeholder`. */
  value(placeholder: string): AttributeValue | undefined {
    this.#used.add(placeholder);
    return own(this.#values, placeholder);
  }

  /** @throws DynamoFault if no expression used one of them */
  checkAllUsed(): void {
    const unused = (all: object): string[] => Object.keys(all).filter((key) => !this.#used.has(key));
    const [names, values] = [unused(this.#names), unused(this.#values)];
    if (names.length > 0) throw invalid(unusedIn('ExpressionAttributeNames', names));
    if (values.length > 0) throw invalid(unusedIn('ExpressionAttributeValues', values));
  }
}
