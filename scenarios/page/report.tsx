import type { RunReport } from '../report/run-report.ts';
import { Alerts } from './alerts.tsx';
import { Charts } from './charts.tsx';
import { Checks } from './checks.tsx';
import { Conservation } from './conservation.tsx';
import { Cost } from './cost.tsx';
import { Endpoints } from './endpoints.tsx';
import { Faults } from './faults.tsx';
import { Honesty } from './honesty.tsx';
import { Traces } from './traces.tsx';

/** A run on one page: the verdict first, then what it rests on. */
export function Report({ report }: { readonly report: RunReport }) {
  const { verdict, sentence, command, scenario, started_at, target, load } = report;
  return (
    <main>
      <header class={`verdict ${verdict.toLowerCase()}`}>
        <h1>
          <strong>{verdict}</strong> {scenario.name}
        </h1>
        <p>{sentence}</p>
        <p>{scenario.summary}</p>
        <p>
          Again: <code>{command}</code>
        </p>
        <p class="facts">
          {started_at.replace('T', ' ').replace(/\..*/, ' UTC')}, target {target}, {load}
        </p>
      </header>
      <Checks report={report} />
      <Charts report={report} />
      <Conservation report={report} />
      <Endpoints report={report} />
      <Faults report={report} />
      <Alerts report={report} />
      <Traces report={report} />
      <Cost report={report} />
      <Honesty report={report} />
    </main>
  );
}
