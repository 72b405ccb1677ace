/** A pattern of points or routes: `*` stands for any characters, also across dots. */
export interface Glob {
  test(text: string): boolean;
}

/** Its time grows with the lengths of pattern and text only: an expression with many `*` could take for ever. */
export function globPattern(glob: string): Glob {
  const [first = '', ...others] = glob.split('*');
  const last = others.pop();
  return {
    test(text) {
      if (last === undefined) return text === first;
      if (!text.startsWith(first)) return false;
      let at = first.length;
      for (const part of others) {
        const found = text.indexOf(part, at);
        if (found < 0) return false;
        at = found + part.length;
      }
      return text.length - at >= last.length && text.endsWith(last);
    },
  };
}
