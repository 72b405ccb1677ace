import { type ConsoleRoute, refuseCall, sendText } from './console-route.ts';
import type { Frames } from './frames.ts';
import { CONSOLE_HEADERS } from './security-headers.ts';

/** The stream of frames, and those that were. */
export const frameRoutes = (frames: Frames): readonly ConsoleRoute[] => [
  {
    method: 'GET',
    path: /^events$/,
    handle({ response }) {
      if (!frames.hasRoom) {
        refuseCall(response, 503, 'Too many pages look at the console; close one of them.');
        return;
      }
      response.writeHead(200, { ...CONSOLE_HEADERS, 'content-type': 'text/event-stream' });
      response.write('retry: 1000\n\n');
      frames.send(response);
    },
  },
  {
    method: 'GET',
    path: /^still-open$/,
    handle({ response }) {
      frames.goOn();
      sendText(response, 200, 'text/plain; charset=utf-8', '');
    },
  },
  {
    method: 'GET',
    path: /^frames$/,
    handle: ({ response }) => sendText(response, 200, 'application/json', frames.toJson()),
  },
];
