import { startLoad } from '#load/load';

// A program that has a load: its plan is the first word. It reports the process of the generator and stays.
const load = startLoad(JSON.parse(process.argv[2] ?? ''));
await load.started;
process.send?.(load.pid);
