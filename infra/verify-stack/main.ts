import { readSettings } from './settings.ts';
import { verifyStack } from './verify.ts';

process.exitCode = await verifyStack(readSettings(process.env), (line) => process.stdout.write(`${line}\n`));
