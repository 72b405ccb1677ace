import type { Tab } from '#tests/support/programs/browser-tab';
import type { SystemUrls } from './start-by-hand.ts';

const RATE = 500;
const SECONDS = 20;
const WARM_UP_MS = 4_000;
const MEASURED_MS = 10_000;
const LOAD = { kind: 'open', level: RATE, journeys: { 'read-menu': 1 }, seconds: SECONDS };

/** Counts what the panel of the topology draws while requests come at a fixed rate. @returns one sentence */
export async function framesUnderLoad({ console: url }: SystemUrls, tab: Tab): Promise<string> {
  await tab.open(`${url}?panel=topology`);
  const answer = await fetch(`${url}console/load`, { method: 'POST', body: JSON.stringify(LOAD) });
  if (!answer.ok) throw new Error(`the load was refused: ${await answer.text()}`);
  await tab.run(`new Promise((passed) => setTimeout(passed, ${WARM_UP_MS}))`);
  const counted = (await tab.run(COUNT_FRAMES)) as { frames: number; longestMs: number };
  const paint = await tab.run(`performance.getEntriesByName('first-contentful-paint')[0]?.startTime`);
  const seen = await tab.run(
    `document.querySelector('[data-edge="gateway-restaurant"]')?.textContent.split('/s')[0] + '/s'`,
  );
  const perSecond = (counted.frames / MEASURED_MS) * 1_000;
  return `first paint of the console: ${Math.round(Number(paint))} ms; at ${RATE} requests/s (it shows ${seen}) it draws ${perSecond.toFixed(0)} frames a second, the longest pause is ${counted.longestMs.toFixed(0)} ms`;
}

/** Runs in the page. */
const COUNT_FRAMES = `new Promise((done) => {
  let frames = 0, longestMs = 0, last = performance.now();
  const endMs = last + ${MEASURED_MS};
  const draw = (nowMs) => {
    frames += 1;
    longestMs = Math.max(longestMs, nowMs - last);
    last = nowMs;
    if (nowMs < endMs) requestAnimationFrame(draw);
    else done({ frames, longestMs });
  };
  requestAnimationFrame(draw);
})`;
