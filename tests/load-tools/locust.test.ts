import { dirname, join } from 'node:path';
import { installProgram, type PythonProgram } from '#local/localstack/install';
import { readLocalStackSettings } from '#local/localstack/settings';
import type { LoadTool } from './load-tool.ts';
import { testLoadTool } from './suite.ts';

const LOCUST: PythonProgram = {
  name: 'Locust',
  package: 'locust==2.47.0',
  constraints: join(import.meta.dirname, 'locust', 'constraints.txt'),
};

/** Opens Locust from the user's cache, or installs it from the Python package index. @throws EngineError */
async function openLocust(): Promise<LoadTool> {
  const settings = readLocalStackSettings(process.env);
  const { python } = await installProgram(LOCUST, { ...settings, onProgress: console.log });
  return (scenario) => ({
    program: join(dirname(python), 'python'),
    args: [
      '-B',
      '-m',
      'locust',
      '-f',
      `scenarios/load/locust/${scenario}.py`,
      '--headless',
      '--only-summary',
    ],
  });
}

testLoadTool(openLocust);
