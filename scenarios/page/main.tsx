import { render } from 'preact';
import type { RunReport } from '../report/run-report.ts';
import { Report } from './report.tsx';

const data = document.getElementById('report')?.textContent ?? '';
const place = document.getElementById('page');
// written by this program, by the schema of this very version
if (place) render(<Report report={JSON.parse(data) as RunReport} />, place);
