/** A picture for the tab of the browser. */
export const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><text y=".9em" font-size="90">🍜</text></svg>',
)}`;

/** @param alsoCalled another origin that the page's script may call */
export const htmlHeaders = (alsoCalled?: string): Readonly<Record<string, string>> => ({
  'content-type': 'text/html; charset=utf-8',
  // A mistake in a page cannot make it load anything from another host.
  'content-security-policy': `default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:${
    alsoCalled === undefined ? '' : `; connect-src 'self' ${alsoCalled}`
  }`,
  'cache-control': 'no-cache',
});

/** A whole HTML document. */
export const page = (title: string, head: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="${ICON}">
${head}
</head>
<body>
${body}
</body>
</html>
`;
