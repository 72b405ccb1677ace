import { testLoadTool } from './suite.ts';

testLoadTool(() => (scenario) => ({ program: `scenarios/load/shell/${scenario}.sh`, args: [] }), 'curl');
