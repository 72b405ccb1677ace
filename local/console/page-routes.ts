import { consoleScript, consoleStyle } from './bundle.ts';
import { type ConsoleRoute, sendText } from './console-route.ts';

/** The files of the page. */
export const PAGE_ROUTES: readonly ConsoleRoute[] = [
  {
    method: 'GET',
    path: /^app\.js$/,
    handle: async ({ response }) =>
      sendText(response, 200, 'text/javascript; charset=utf-8', await consoleScript()),
  },
  {
    method: 'GET',
    path: /^app\.css$/,
    handle: async ({ response }) => sendText(response, 200, 'text/css; charset=utf-8', await consoleStyle()),
  },
];
