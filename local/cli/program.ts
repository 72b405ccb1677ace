import * as z from 'zod';
import { type CommandProgram, defineProgram } from '#shared/cli/program';
import { NOTES } from './notes.ts';

/** Each command imports its code when it runs, so that it loads only what it needs. */
export const PROGRAM: CommandProgram = {
  usage: 'npm start | npm run <stop|status|invoke|reset|doctor>',
  notes: NOTES,
  commands: {
    start: defineProgram({
      command: 'npm start --',
      about: 'build, start everything, print the addresses',
      notes: NOTES,
      run: async (_, env) => (await import('./start.ts')).start(env),
    }),
    stop: defineProgram({
      command: 'npm run stop --',
      about: 'stop the running engine in order and wait until it has ended',
      run: async (_, env) => (await import('./stop.ts')).stop(env),
    }),
    status: defineProgram({
      command: 'npm run status --',
      about: 'show the running engine on one screen; exit code 1 if there is none',
      options: { json: { help: 'print JSON only' } },
      run: async ({ options }, env) => (await import('./status.ts')).status(env, options),
    }),
    invoke: defineProgram({
      command: 'npm run invoke --',
      about: 'call one function of the running engine with an event (a file, or - for standard input)',
      args: {
        name: {
          label: 'service/name',
          schema: z.string({ error: 'the name of a function, such as order/place-order' }),
        },
        file: { label: 'event file', schema: z.string().optional() },
      },
      run: async ({ args }, env) => (await import('./invoke.ts')).invoke(env, args),
    }),
    reset: defineProgram({
      command: 'npm run reset --',
      about: 'delete all data',
      run: async (_, env) => (await import('./reset.ts')).reset(env),
    }),
    doctor: defineProgram({
      command: 'npm run doctor --',
      about: 'show what is missing on this machine',
      run: async (_, env) => (await import('./doctor.ts')).doctor(env),
    }),
  },
};
