import { type DynamoFault, invalid } from '../fault.ts';
import { syntaxError, type Token, tokensOf } from './lexer.ts';

const END: Token = { kind: 'end', text: '<EOF>' };

/** Reads the tokens of one expression from first to last. */
export class TokenReader {
  /** Name of the parameter in messages, such as `ConditionExpression`. */
  readonly label: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(expression: string, label: string) {
    this.label = label;
    if (expression.trim() === '') throw this.error('The expression can not be empty;');
    this.#tokens = tokensOf(expression, label);
  }

  peek(ahead = 0): Token {
    return this.#tokens[this.#at + ahead] ?? END;
  }

  next(): Token {
    const token = this.peek();
    this.#at++;
    return token;
  }

  isSymbol(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'symbol' && token.text === text;
  }

  /** Keywords may be written in any case. */
  isWord(word: string): boolean {
    const { kind, text } = this.peek();
    return kind === 'name' && text.toUpperCase() === word;
  }

  /** Reads the symbol or keyword if it comes next. */
  skip(text: string): boolean {
    const found = this.isSymbol(text) || this.isWord(text);
    if (found) this.#at++;
    return found;
  }

  expect(text: string): void {
    if (!this.skip(text)) throw this.unexpected();
  }

  expectEnd(): void {
    if (this.peek() !== END) throw this.unexpected();
  }

  /** Reads `one, one, …`. */
  list<T>(one: () => T): readonly T[] {
    const all = [one()];
    while (this.skip(',')) all.push(one());
    return all;
  }

  unexpected(): DynamoFault {
    const near = this.#tokens.slice(Math.max(0, this.#at - 1), this.#at + 2).map(({ text }) => text);
    return syntaxError(this.label, this.peek().text, near.join(' '));
  }

  error(message: string): DynamoFault {
    return invalid(`Invalid ${this.label}: ${message}`);
  }
}
