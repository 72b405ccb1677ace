import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { installJmeter } from './jmeter/install.ts';
import type { LoadTool } from './load-tool.ts';
import { testLoadTool } from './suite.ts';

const logs = mkdtempSync(join(tmpdir(), 'food-delivery-jmeter-'));
afterAll(() => rmSync(logs, { recursive: true, force: true }));

let runs = 0;

async function openJmeter(): Promise<LoadTool> {
  const jar = await installJmeter();
  // The virtual machine ends before its best compiler would pay. Its character set is that of a shell without a language.
  const java = ['-XX:TieredStopAtLevel=1', '-Dfile.encoding=US-ASCII', '-jar', jar];
  return (scenario) => ({
    program: 'java',
    args: [...java, '-n', '-t', `scenarios/load/jmeter/${scenario}.jmx`, '-j', join(logs, `${runs++}.log`)],
  });
}

testLoadTool(openJmeter, 'java');
