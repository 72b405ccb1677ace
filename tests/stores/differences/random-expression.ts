import type { Random } from '#simulation/random';
import { NAMES, randomValue, type Value } from './random-value.ts';

const ADDED: readonly Value[] = [{ N: '1' }, { N: '-2.5' }, { SS: ['a', 'new'] }, { NS: ['7'] }];
const DELETED: readonly Value[] = [{ SS: ['a', 'b'] }, { NS: ['1', '2'] }];

/** Draws expressions of one request, and collects their names and values. */
export class RandomExpressions {
  readonly #random: Random;
  readonly #names: Record<string, string> = {};
  readonly #values: Record<string, Value> = {};

  constructor(random: Random) {
    this.#random = random;
  }

  /** The parameters that the drawn expressions need. */
  get placeholders(): Readonly<Record<string, unknown>> {
    const [names, values] = [this.#names, this.#values];
    return {
      ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    };
  }

  value(value = randomValue(this.#random)): string {
    const placeholder = `:v${Object.keys(this.#values).length}`;
    this.#values[placeholder] = value;
    return placeholder;
  }

  name(name: string = this.#random.pick(NAMES)): string {
    if (this.#random.chance(1 / 2)) return name;
    this.#names[`#${name}`] = name;
    return `#${name}`;
  }

  path(): string {
    const random = this.#random;
    const inner = random.pick(['', '', '', `.${random.pick(NAMES)}`, '[0]', '[1]']);
    return this.name() + inner;
  }

  condition(depth = 0): string {
    const random = this.#random;
    const inner = () => this.condition(depth + 1);
    switch (random.between(depth < 2 ? 0 : 3, 9)) {
      case 0:
        return `(${inner()}) AND ${inner()}`;
      case 1:
        return `${inner()} OR (${inner()})`;
      case 2:
        return `NOT (${inner()})`;
      case 3:
        return `attribute_exists(${this.path()})`;
      case 4:
        return `attribute_not_exists(${this.path()})`;
      case 5:
        return `contains(${this.path()}, ${this.value()})`;
      case 6:
        return `${this.path()} IN (${this.value()}, ${this.value()})`;
      case 7:
        return `size(${this.path()}) > ${this.value({ N: '1' })}`;
      case 8:
        return `begins_with(${this.path()}, ${this.value({ S: random.pick(['', 'a', 'ab']) })})`;
      default:
        return `${this.path()} ${random.pick(['=', '<>', '<', '<=', '>', '>='])} ${this.value()}`;
    }
  }

  /**
   * Each section changes another attribute: paths that overlap are refused. None changes a part of an attribute, where
   * Dynoxide differs from AWS: it changes parts of values that are no list or map, and returns whole lists.
   */
  update(): string {
    const random = this.#random;
    const first = random.between(0, NAMES.length - 1);
    const [a = 'a', b = 'b', c = 'c', d = 'd'] = [...NAMES.slice(first), ...NAMES.slice(0, first)];
    const parts = [
      () => `SET ${this.name(a)} = ${this.#assigned()}`,
      () => `REMOVE ${this.name(b)}`,
      () => `ADD ${this.name(c)} ${this.value(random.pick(ADDED))}`,
      () => `DELETE ${this.name(d)} ${this.value(random.pick(DELETED))}`,
    ];
    const drawn = parts.filter((_, i) => random.chance(i === 0 ? 3 / 4 : 1 / 4));
    return (drawn.length > 0 ? drawn : parts.slice(0, 1)).map((part) => part()).join(' ');
  }

  #assigned(): string {
    const random = this.#random;
    const draws = [
      () => this.value(),
      () => this.path(),
      () => `if_not_exists(${this.path()}, ${this.value()})`,
      () => `${this.path()} + ${this.value({ N: random.pick(['1', '0.5', '-3']) })}`,
      () => `list_append(${this.path()}, ${this.value({ L: [{ S: 'new' }] })})`,
      () => `if_not_exists(${this.name()}, ${this.value({ N: '0' })}) - ${this.value({ N: '1' })}`,
    ];
    return random.pick(draws)();
  }
}
