import { expect, test } from 'vitest';
import { platformText } from './platform.ts';

test.each([
  ['linux-x64', '6.8.0-45-generic', 'linux-x64, where it is tested'],
  ['linux-arm64', '6.8.0-45-generic', 'linux-arm64, where it was never tested'],
  ['darwin-arm64', '25.0.0', 'darwin-arm64, where it was never tested'],
  ['linux-x64', '5.15.167.4-microsoft-standard-WSL2', 'linux-x64 in WSL, where it was never tested'],
])('%s with kernel %s is %s', (platform, release, text) => {
  expect(platformText(platform, release)).toBe(text);
});
