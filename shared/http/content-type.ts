/** A content type, names in lower case. */
export interface ContentType {
  /** `application/json` */
  readonly mediaType: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const QUOTED = String.raw`"((?:[\t \x21\x23-\x5b\x5d-\x7e\x80-\xff]|\\[\t\x20-\x7e\x80-\xff])*)"`;
const MEDIA_TYPE = new RegExp(`[ \\t]*(${TOKEN}/${TOKEN})`, 'y');
/** The grammar allows blanks around a semicolon, none around an equals sign, and a semicolon with nothing behind it. */
const PARAMETER = new RegExp(`[ \\t]*;[ \\t]*(?:(${TOKEN})=(?:(${TOKEN})|${QUOTED}))?`, 'y');

/** Reads a content type in any form that RFC 9110 allows; undefined for other text, and where a parameter repeats. */
export function parseContentType(text: string): ContentType | undefined {
  MEDIA_TYPE.lastIndex = 0;
  const mediaType = MEDIA_TYPE.exec(text)?.[1]?.toLowerCase();
  if (mediaType === undefined) return undefined;
  const parameters = new Map<string, string>();
  let end = MEDIA_TYPE.lastIndex;
  while (end < text.length) {
    PARAMETER.lastIndex = end;
    const found = PARAMETER.exec(text);
    if (!found) return text.slice(end).trim() === '' ? { mediaType, parameters } : undefined;
    end = PARAMETER.lastIndex;
    const [, name, token, quoted] = found;
    if (name === undefined) continue;
    if (parameters.has(name.toLowerCase())) return undefined;
    parameters.set(name.toLowerCase(), token ?? quoted?.replace(/\\(.)/g, '$1') ?? '');
  }
  return { mediaType, parameters };
}
