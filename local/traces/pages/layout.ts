import { colourOf } from './format.ts';
import { Html, html } from './html.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

export function page(title: string, content: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Html(STYLE)}</style>
</head>
<body>
<main>${content}</main>
<script>${new Html(SCRIPT)}</script>
</body>
</html>
`.text;
}

export const serviceTag = (service: string): Html =>
  html`<span class="service"><span class="dot ${colourOf(service)}"></span>${service}</span>`;

/** A page with one sentence. */
export const notePage = (title: string, sentence: string): string =>
  page(title, html`<h1>${title}</h1><p>${sentence}</p><p><a href="/traces">All traces</a></p>`);
