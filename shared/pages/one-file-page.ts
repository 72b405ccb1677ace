import { createHash } from 'node:crypto';

/** A page that is one file. */
interface OneFilePage {
  readonly title: string;
  readonly script: string;
  readonly style: string;
  /** The id of the element that the script fills. */
  readonly place: string;
  readonly withoutScript: string;
  /** What the script shows: JSON in an element of this id. */
  readonly data: { readonly id: string; readonly json: string };
}

/** A page that needs no network: its script, its style and its data are inside, and its policy permits nothing else. */
export function oneFilePage({ title, script, style, place, withoutScript, data }: OneFilePage): string {
  const inside = script.replaceAll('</', '<\\/');
  const policy = `default-src 'none'; script-src ${hashOf(inside)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapedText(title)}</title>
<style>${style}</style>
</head>
<body>
<div id="${place}"><noscript>${escapedText(withoutScript)}</noscript></div>
<script type="application/json" id="${data.id}">${inScript(data.json)}</script>
<script>${inside}</script>
</body>
</html>
`;
}

/** JSON that cannot end the element it stands in: no `<`, and no line separators. */
export const inScript = (json: string): string =>
  json.replace(/[<>&\u2028\u2029]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${code}`;
  });

const escapedText = (text: string): string =>
  text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
