import type { AttributeValue } from '../values/attribute-value.ts';
import type { Placeholders } from './placeholders.ts';
import { isReservedWord } from './reserved-words.ts';
import type { Operand, Path } from './syntax.ts';
import type { TokenReader } from './token-reader.ts';

/** Reads the paths and values of one expression. */
export class OperandParser {
  readonly tokens: TokenReader;
  readonly #placeholders: Placeholders;

  constructor(tokens: TokenReader, placeholders: Placeholders) {
    this.tokens = tokens;
    this.#placeholders = placeholders;
  }

  operand(): Operand {
    if (this.tokens.peek().kind === 'value') return { kind: 'value', value: this.value() };
    return { kind: 'path', path: this.path() };
  }

  value(): AttributeValue {
    const { tokens } = this;
    if (tokens.peek().kind !== 'value') throw tokens.unexpected();
    const { text } = tokens.next();
    const value = this.#placeholders.value(text);
    if (value !== undefined) return value;
    throw tokens.error(
      `An expression attribute value used in expression is not defined; attribute value: ${text}`,
    );
  }

  /** Reads `a.b[0].#c`. */
  path(): Path {
    const { tokens } = this;
    const rest: (string | number)[] = [];
    const first = this.#name();
    for (;;) {
      if (tokens.skip('.')) rest.push(this.#name());
      else if (tokens.skip('[')) rest.push(this.#index());
      else return [first, ...rest];
    }
  }

  #index(): number {
    if (this.tokens.peek().kind !== 'number') throw this.tokens.unexpected();
    const index = Number(this.tokens.next().text);
    this.tokens.expect(']');
    return index;
  }

  #name(): string {
    const { tokens } = this;
    const { kind, text } = tokens.peek();
    if (kind === 'name') {
      if (isReservedWord(text))
        throw tokens.error(`Attribute name is a reserved keyword; reserved keyword: ${text}`);
      tokens.next();
      return text;
    }
    if (kind !== 'placeholder') throw tokens.unexpected();
    tokens.next();
    const name = this.#placeholders.name(text);
    if (name !== undefined) return name;
    throw tokens.error(
      `An expression attribute name used in the document path is not defined; attribute name: ${text}`,
    );
  }
}
