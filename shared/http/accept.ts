/** Header of every answer at `/`, which is a page for browsers and 404 for programs. */
export const VARY_BY_ACCEPT = { vary: 'Accept' };

/** Whether `accept` names HTML. The wildcard that programs send does not count. */
export function acceptsHtml(accept = ''): boolean {
  return accept.split(',').some((range) => {
    const [mediaType = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    return mediaType === 'text/html' && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

/** Whether a call of `/` gets the page. */
export const wantsPage = (method: string, accept: string | undefined): boolean =>
  (method === 'GET' || method === 'HEAD') && acceptsHtml(accept);
