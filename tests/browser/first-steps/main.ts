import { performance } from 'node:perf_hooks';
import { defineProgram, EXIT } from '#shared/cli/program';
import { runProgram } from '#shared/cli/run';
import { screenTable } from '#shared/cli/screen-table';
import { withTab } from '#tests/support/programs/browser-tab';
import { framesUnderLoad } from './frames-under-load.ts';
import { humanPace } from './human-pace.ts';
import { startByHand } from './start-by-hand.ts';
import { firstFault, firstOrder } from './steps.ts';

const WIDTH = 1_400;
const MS_PER_SECOND = 1_000;

const PROGRAM = defineProgram({
  command: 'npm run first-steps --',
  about:
    'Does in a Chromium what a new user does first, with `npm start` of this checkout and its data, and writes when each step was done.',
  options: {},
  async run() {
    const startedAt = performance.now();
    const steps: string[][] = [];
    const note = (step: string): void => {
      steps.push([((performance.now() - startedAt) / MS_PER_SECOND).toFixed(1), step]);
    };
    await using system = await startByHand();
    note('npm start says that the system is ready');
    const frames = await withTab(async (tab) => {
      await tab.showAs(WIDTH, 'light');
      await tab.speak('en');
      const user = humanPace(tab);
      await firstOrder(system.urls, user, note);
      await firstFault(system.urls, user, note);
      return await framesUnderLoad(system.urls, tab);
    });
    console.log(screenTable([['seconds', ''], ...steps]));
    console.log(frames);
    return EXIT.ok;
  },
});

process.exitCode = await runProgram(PROGRAM);
