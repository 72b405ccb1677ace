import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';

vi.stubGlobal('location', { search: '', pathname: '/', hash: '' });
vi.stubGlobal('navigator', { language: 'en' });

class Stream {
  onopen?: () => void;
  onerror?: () => void;
  isOpen = true;
  constructor() {
    streams.push(this);
  }
  close(): void {
    this.isOpen = false;
  }
}
let streams: Stream[];
let calls: string[];
const open = () => streams.filter(({ isOpen }) => isOpen).length;

beforeEach(() => {
  [streams, calls] = [[], []];
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  vi.stubGlobal('EventSource', Stream);
  vi.stubGlobal('fetch', (path: string) => {
    calls.push(path);
    return Promise.resolve(Response.json([]));
  });
});

async function openPage(isHidden: boolean) {
  const page = Object.assign(new EventTarget(), { hidden: isHidden, getElementById: () => null });
  vi.stubGlobal('document', page);
  vi.resetModules();
  const { connection } = await import('./store.ts');
  const { openStream } = await import('./stream.ts');
  openStream();
  return {
    connection,
    become(hidden: boolean) {
      page.hidden = hidden;
      page.dispatchEvent(new Event('visibilitychange'));
    },
  };
}

test('a hidden page has no stream, says now and then that it is open, and shows no error when it is seen again', async () => {
  const { become, connection } = await openPage(false);
  streams[0]?.onopen?.();
  expect([open(), connection.value]).toEqual([1, 'live']);

  become(true);
  vi.advanceTimersByTime(60_000);
  expect([open(), connection.value]).toEqual([0, 'live']);
  expect(calls).toEqual(['/console/frames', '/console/still-open', '/console/still-open']);

  become(false);
  streams[1]?.onopen?.();
  vi.advanceTimersByTime(60_000);
  expect([open(), connection.value]).toEqual([1, 'live']);
  expect(calls.slice(3)).toEqual(['/console/frames']);
});

test('a page that is opened hidden opens its stream once it is seen', async () => {
  const { become } = await openPage(true);
  expect(open()).toBe(0);

  become(false);
  expect(open()).toBe(1);
});
