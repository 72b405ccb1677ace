import type { Item } from './plain-item.ts';

/**
 * Parses an answer of DynamoDB, whose items it makes plain as `plainItem` does. JSON.parse makes hidden classes for each order in
 * which attributes come, which differs from item to item: for a page of orders it takes more than twice as long.
 * @throws Error for text that is no JSON, and for an attribute of a type that our items do not have
 */
export const parseWithItems = (text: string): Readonly<Record<string, unknown>> =>
  new ItemReader(text).answer();

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const LAST_BLANK = 0x20;
const BLANKS: ReadonlySet<number> = new Set([LAST_BLANK, 0x09, 0x0a, 0x0d]);
/** Whatever ends a number, `true`, `false` or `null`. */
const WORD_END = /[\s,\]}]|$/g;

class ItemReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  answer(): Record<string, unknown> {
    const answer = this.#members((name) => this.#member(name));
    if (!Number.isNaN(this.#next())) throw this.#unexpected();
    return answer;
  }

  /** A member of an answer, or of what it contains besides items. */
  #member(name: string): unknown {
    if (name === 'Item' || name === 'Attributes') return this.#item();
    if (name === 'Items' || name === 'Keys') return this.#list(() => this.#item());
    if (name === 'Responses') return this.#members(() => this.#list(() => this.#item()));
    return this.#value();
  }

  #value(): unknown {
    const next = this.#next();
    if (next === OPEN) return this.#members((name) => this.#member(name));
    if (next === OPEN_LIST) return this.#list(() => this.#value());
    return next === QUOTE ? this.#string() : this.#word();
  }

  #item(): Item {
    return this.#members(() => this.#typed());
  }

  #typed(): unknown {
    this.#take(OPEN);
    const type = this.#string();
    this.#take(COLON);
    const value = this.#ofType(type);
    this.#take(CLOSE);
    return value;
  }

  #ofType(type: string): unknown {
    switch (type) {
      case 'S':
        return this.#string();
      case 'N':
        return Number(this.#string());
      case 'M':
        return this.#item();
      case 'L':
        return this.#list(() => this.#typed());
      case 'BOOL':
        return this.#word();
      case 'NULL':
        this.#word();
        return null;
      default:
        throw new Error(`an item has an attribute of the type ${type}`);
    }
  }

  /** An object without a prototype, which V8 keeps as a table. */
  #members(read: (name: string) => unknown): Record<string, unknown> {
    const members: Record<string, unknown> = Object.create(null);
    this.#take(OPEN);
    if (this.#isNext(CLOSE)) return members;
    do {
      const name = this.#string();
      this.#take(COLON);
      members[name] = read(name);
    } while (this.#isNext(COMMA));
    this.#take(CLOSE);
    return members;
  }

  #list<T>(read: () => T): T[] {
    const list: T[] = [];
    this.#take(OPEN_LIST);
    if (this.#isNext(CLOSE_LIST)) return list;
    do list.push(read());
    while (this.#isNext(COMMA));
    this.#take(CLOSE_LIST);
    return list;
  }

  #string(): string {
    this.#take(QUOTE);
    const from = this.#at;
    let end = this.#text.indexOf('"', from);
    const plain = this.#text.slice(from, end);
    if (end >= 0 && !plain.includes('\\')) {
      this.#at = end + 1;
      return plain;
    }
    while (end >= 0 && this.#isEscaped(end)) end = this.#text.indexOf('"', end + 1);
    if (end < 0) throw this.#unexpected();
    this.#at = end + 1;
    return JSON.parse(this.#text.slice(from - 1, end + 1));
  }

  /** Whether an odd number of backslashes stands before this place. */
  #isEscaped(place: number): boolean {
    let first = place;
    while (this.#text[first - 1] === '\\') first--;
    return (place - first) % 2 === 1;
  }

  #word(): unknown {
    this.#next();
    WORD_END.lastIndex = this.#at;
    const end = WORD_END.exec(this.#text)?.index;
    const word = this.#text.slice(this.#at, end);
    this.#at += word.length;
    return JSON.parse(word);
  }

  #take(code: number): void {
    if (!this.#isNext(code)) throw this.#unexpected();
  }

  #isNext(code: number): boolean {
    if (this.#next() !== code) return false;
    this.#at++;
    return true;
  }

  /** The next character that is no blank; NaN at the end. */
  #next(): number {
    let code = this.#text.charCodeAt(this.#at);
    while (code <= LAST_BLANK && BLANKS.has(code)) code = this.#text.charCodeAt(++this.#at);
    return code;
  }

  #unexpected(): SyntaxError {
    return new SyntaxError(`DynamoDB's answer is no JSON at its character ${this.#at}`);
  }
}
