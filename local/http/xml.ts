const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** Characters that XML 1.0 cannot express at all. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export const escapeXml = (text: string): string =>
  text.replace(ILLEGAL, '\ufffd').replace(/[&<>"\r]/g, (character) => ESCAPES[character] ?? character);

/** Returns an element with its content, which is XML already. */
export const element = (name: string, content: string): string => `<${name}>${content}</${name}>`;

export const textElement = (name: string, text: unknown): string => element(name, escapeXml(String(text)));
