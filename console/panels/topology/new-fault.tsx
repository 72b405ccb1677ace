import { useEffect, useState } from 'preact/hooks';
import { command } from '#console/state/commands.ts';
import { wordsOf } from '#console/words/words.ts';
import type { EdgeCatalog } from '#shared/console/fault-catalog';
import type { EdgeId } from '#shared/console/topology';
import { FaultForm } from './fault-form.tsx';
import type { NewRule } from './new-rule.ts';
import { TOPOLOGY } from './words.ts';

/** The faults that fit an edge, as a form. */
export function NewFault({ edge }: { readonly edge: EdgeId }) {
  const words = wordsOf(TOPOLOGY);
  const [catalog, setCatalog] = useState<EdgeCatalog>();
  useEffect(() => {
    void fetch(`/console/edges/${edge}`)
      .then((answer) => answer.json() as Promise<EdgeCatalog>)
      .then(setCatalog)
      .catch(() => undefined);
  }, [edge]);
  if (!catalog) return <p class="muted">{words.loading}</p>;
  if (catalog.points.length === 0) return <p class="muted">{words.noneFits}</p>;
  return <FaultForm catalog={catalog} onRule={switchOn} />;
}

function switchOn({ service, id, rule }: NewRule): void {
  void command('PUT', `/console/faults/${service}/${id}`, rule);
}
