import { UsageError } from '#shared/cli/errors';
import { type ConsoleRoute, refuseCall, sendAsJson } from '../console-route.ts';
import { readBodyAs } from '../read-body-as.ts';
import type { LoadControl } from './load-control.ts';
import { LevelBody, LoadWishBody } from './load-wish.ts';

const NOT_RUNNING = 'No load is running.';

/** Starts, changes and stops the load. */
export const loadRoutes = (load: LoadControl): readonly ConsoleRoute[] => [
  {
    method: 'POST',
    path: /^load$/,
    async handle({ response, body }) {
      const wish = readBodyAs(LoadWishBody, body, response);
      if (!wish) return;
      if (load.isRunning) {
        refuseCall(response, 409, 'A load is running; stop it first.');
        return;
      }
      try {
        await load.start(wish);
        sendAsJson(response, 202, load.read(Date.now()));
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        refuseCall(response, 422, error.message);
      }
    },
  },
  {
    method: 'PUT',
    path: /^load$/,
    handle({ response, body }) {
      const wish = readBodyAs(LevelBody, body, response);
      if (!wish) return;
      if (!load.isRunning) {
        refuseCall(response, 409, NOT_RUNNING);
        return;
      }
      load.setLevel(wish.level);
      sendAsJson(response, 200, load.read(Date.now()));
    },
  },
  {
    method: 'DELETE',
    path: /^load$/,
    handle({ response }) {
      if (!load.isRunning) {
        refuseCall(response, 409, NOT_RUNNING);
        return;
      }
      load.stop();
      sendAsJson(response, 202, load.read(Date.now()));
    },
  },
];
