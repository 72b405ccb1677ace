import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { inProfile, open } from './chromium.ts';

/** One tab of a Chromium, driven by its DevTools protocol. */
export interface Tab {
  /** Opens an address and waits until the page has loaded. */
  open(url: string): Promise<void>;
  /** Runs a script in the page. */
  run(script: string): Promise<unknown>;
  /** Presses a key, such as `h` or `Enter`. @param code of the key, where another layout has another letter there */
  press(key: string, code?: string): Promise<void>;
  /** Sets what a page asks its browser: width of the window in pixels, and the user's colours. */
  showAs(width: number, colours: 'light' | 'dark'): Promise<void>;
  /** Moves the mouse to a point of the window, and presses its button there. */
  clickAt(x: number, y: number): Promise<void>;
  /** Types into what has the focus. */
  type(text: string): Promise<void>;
  /** Sets the languages that the page's browser asks for, such as `ko-KR,en`. */
  speak(languages: string): Promise<void>;
  /** A PNG of the page from its top, this many pixels high. */
  picture(height: number): Promise<Buffer>;
  /** Saves what pages offer as files in this folder. */
  saveInto(folder: string): Promise<void>;
  /** Requests, errors on the console and violations of policies since the last call. */
  noticed(): { readonly problems: string[]; readonly requests: string[] };
}

const HEIGHT = 800;
const POLL_MS = 50;
/** Longer than any test; a page that hangs must not leave a browser behind. */
const LONGEST_MS = 240_000;
const Tabs = z.array(z.object({ type: z.string(), webSocketDebuggerUrl: z.string() }));
const Message = z.object({
  id: z.number().optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});
const Picture = z.object({ data: z.string() });
const Evaluated = z.object({
  result: z.object({ value: z.unknown().optional() }),
  exceptionDetails: z.object({ text: z.string() }).optional(),
});

/** Starts a browser for as long as `use` takes. */
export function withTab<T>(use: (tab: Tab) => Promise<T>): Promise<T> {
  return inProfile(async (profile) => {
    const browser = open(profile, ['--remote-debugging-port=0', 'about:blank']);
    browser.stdout.resume();
    const ended = once(browser, 'exit');
    try {
      const lost = ended.then(() => Promise.reject(new Error('Chromium ended before the test')));
      const late = sleep(LONGEST_MS, undefined, { ref: false }).then(() =>
        Promise.reject(new Error('The page did not load in time')),
      );
      return await Promise.race([connect(profile).then(use), lost, late]);
    } finally {
      if (browser.pid !== undefined && browser.exitCode === null) process.kill(-browser.pid, 'SIGKILL');
      await ended;
    }
  });
}

async function connect(profile: string): Promise<Tab> {
  const tabs = Tabs.parse(await (await fetch(`http://127.0.0.1:${await portIn(profile)}/json/list`)).json());
  const socket = new WebSocket(tabs.find(({ type }) => type === 'page')?.webSocketDebuggerUrl ?? '');
  await once(socket, 'open');
  const call = callsOver(socket);
  const noticed = notices(socket);
  let shownWidth = HEIGHT;
  for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await call(`${domain}.enable`, {});
  return {
    async open(url) {
      const loaded = next(socket, 'Page.loadEventFired');
      await call('Page.navigate', { url });
      await loaded;
    },
    async run(expression) {
      const answer = Evaluated.parse(
        await call('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true }),
      );
      if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.text);
      return answer.result.value;
    },
    async press(key, code = '') {
      const text = key.length === 1 ? { text: key } : key === 'Enter' ? { text: '\r' } : {};
      await call('Input.dispatchKeyEvent', { type: 'keyDown', key, code, ...text });
      await call('Input.dispatchKeyEvent', { type: 'keyUp', key, code });
    },
    async showAs(width, colours) {
      shownWidth = width;
      await call('Emulation.setDeviceMetricsOverride', {
        ...{ width, height: HEIGHT, deviceScaleFactor: 1, mobile: false },
      });
      const features = [{ name: 'prefers-color-scheme', value: colours }];
      await call('Emulation.setEmulatedMedia', { features });
    },
    async clickAt(x, y) {
      const at = { x, y, button: 'left', clickCount: 1 };
      for (const type of ['mouseMoved', 'mousePressed', 'mouseReleased']) {
        await call('Input.dispatchMouseEvent', { type, ...at });
      }
    },
    async type(text) {
      await call('Input.insertText', { text });
    },
    async speak(acceptLanguage) {
      await call('Emulation.setUserAgentOverride', { userAgent: 'Chromium', acceptLanguage });
    },
    async picture(height) {
      const clip = { x: 0, y: 0, width: shownWidth, height, scale: 1 };
      const options = { format: 'png', clip, captureBeyondViewport: true };
      return Buffer.from(Picture.parse(await call('Page.captureScreenshot', options)).data, 'base64');
    },
    async saveInto(downloadPath) {
      await call('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath });
    },
    noticed,
  };
}

/** Chromium writes its port into the profile once it listens. */
async function portIn(profile: string): Promise<string> {
  for (;;) {
    const text = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '');
    const [port, path] = text.split('\n');
    if (port && path) return port;
    await sleep(POLL_MS);
  }
}

const read = ({ data }: MessageEvent) => Message.parse(JSON.parse(String(data)));

function next(socket: WebSocket, method: string): Promise<void> {
  return new Promise((resolve) => {
    const onMessage = (event: MessageEvent): void => {
      if (read(event).method !== method) return;
      socket.removeEventListener('message', onMessage);
      resolve();
    };
    socket.addEventListener('message', onMessage);
  });
}

const Notice = z.object({
  entry: z.object({ level: z.string(), text: z.string() }).optional(),
  exceptionDetails: z.object({ text: z.string() }).optional(),
  type: z.string().optional(),
  request: z.object({ url: z.string() }).optional(),
});

function notices(socket: WebSocket): Tab['noticed'] {
  let problems: string[] = [];
  let requests: string[] = [];
  socket.addEventListener('message', (event) => {
    const { method, params } = read(event);
    const { entry, exceptionDetails, type, request } = Notice.safeParse(params).data ?? {};
    if (method === 'Log.entryAdded' && entry?.level === 'error') problems.push(entry.text);
    if (method === 'Runtime.exceptionThrown') problems.push(exceptionDetails?.text ?? 'an exception');
    if (method === 'Runtime.consoleAPICalled' && type === 'error') problems.push('console.error');
    if (method === 'Network.requestWillBeSent' && request) requests.push(request.url);
  });
  return () => {
    const found = { problems, requests };
    problems = [];
    requests = [];
    return found;
  };
}

function callsOver(socket: WebSocket): (method: string, params: object) => Promise<unknown> {
  let calls = 0;
  const open = new Map<number, PromiseWithResolvers<unknown>>();
  socket.addEventListener('message', (event) => {
    const { id, result, error } = read(event);
    const call = open.get(id ?? 0);
    if (error) call?.reject(new Error(error.message));
    else call?.resolve(result);
  });
  return (method, params) => {
    calls += 1;
    const call = Promise.withResolvers<unknown>();
    open.set(calls, call);
    socket.send(JSON.stringify({ id: calls, method, params }));
    return call.promise;
  };
}
