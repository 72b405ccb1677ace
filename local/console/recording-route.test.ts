import { expect, test } from 'vitest';
import { RECORDING_ID } from '#shared/console/recording';
import { consoleScript } from './bundle.ts';
import { recordedConsole } from './recording-route.ts';

const FRAMES = [{ at_ms: 1, fault_problems: ['</script><b>'] }, { at_ms: 2 }];

test('a recording holds the frames, the address and the script of the console, and links to no file', async () => {
  const page = await recordedConsole(new Date(5), '?panel=load&lang=ko', JSON.stringify(FRAMES));
  const [, json = ''] = new RegExp(`id="${RECORDING_ID}">(.*?)</script>`).exec(page) ?? [];

  expect(JSON.parse(json)).toEqual({ saved_at_ms: 5, query: '?panel=load&lang=ko', frames: FRAMES });
  expect(page).toContain((await consoleScript()).replaceAll('</', '<\\/'));
  expect(page).not.toMatch(/<script src|<link/);
  expect(page).not.toContain('connect-src');
});
