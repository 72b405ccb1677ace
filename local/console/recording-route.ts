import { RECORDING_ID } from '#shared/console/recording';
import { oneFilePage } from '#shared/pages/one-file-page';
import { newRequestId } from '../http/request-id.ts';
import { send } from '../http/send.ts';
import { consoleScript, consoleStyle } from './bundle.ts';
import type { ConsoleRoute } from './console-route.ts';
import type { Frames } from './frames.ts';
import { CONSOLE_HEADERS } from './security-headers.ts';

/** The console of the last 15 minutes as one file, which opens anywhere. */
export const recordingRoute = (frames: Pick<Frames, 'toJson'>): ConsoleRoute => ({
  method: 'GET',
  path: /^recording\.html$/,
  async handle({ request, response }) {
    const saved = new Date();
    const query = new URL(request.url ?? '/', 'http://localhost').search;
    const page = await recordedConsole(saved, query, frames.toJson());
    const name = `food-delivery-${saved.toISOString().slice(0, -'.000Z'.length).replaceAll(':', '-')}Z.html`;
    send(response, 200, page, {
      ...CONSOLE_HEADERS,
      'content-type': 'text/html; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'x-request-id': newRequestId(),
    });
  },
});

/**
 * A page that holds its frames.
 * @param query of the address that it opens at, with `?`
 * @param frames a JSON list
 */
export async function recordedConsole(saved: Date, query: string, frames: string): Promise<string> {
  const [script, style] = await Promise.all([consoleScript(), consoleStyle()]);
  const json = `{"saved_at_ms":${saved.getTime()},"query":${JSON.stringify(query)},"frames":${frames}}`;
  return oneFilePage({
    title: `Food delivery, ${saved.toISOString()}`,
    ...{ script, style, place: 'console' },
    withoutScript: 'This recording of the console needs JavaScript.',
    data: { id: RECORDING_ID, json },
  });
}
