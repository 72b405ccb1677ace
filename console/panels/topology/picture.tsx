import { wordsOf } from '#console/words/words.ts';
import { EDGES, NODES, type NodeId } from '#shared/console/topology';
import { SERVICE_NAMES } from '#shared/services';
import { EdgeFigures } from './edge-figures.tsx';
import { EdgeLine } from './edge-line.tsx';
import { HEIGHT, NODE, NODE_PLACES, WIDTH } from './layout.ts';
import { TOPOLOGY } from './words.ts';

/** The system as nodes and arrows. Where there is no room for the figures, the table below has them. */
export function Picture() {
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no group of fields
    <svg
      class="picture"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="group"
      aria-label={wordsOf(TOPOLOGY).picture}
    >
      <defs>
        <marker
          id="head"
          viewBox="0 0 8 8"
          refX="1"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0L8 4L0 8z" fill="context-stroke" />
        </marker>
      </defs>
      {EDGES.map((edge) => (
        <EdgeLine key={edge} edge={edge} />
      ))}
      {EDGES.map((edge) => (
        <EdgeFigures key={edge} edge={edge} />
      ))}
      {NODES.map((node) => (
        <Box key={node} node={node} />
      ))}
    </svg>
  );
}

const SERVICES: readonly NodeId[] = SERVICE_NAMES;

function Box({ node }: { readonly node: NodeId }) {
  const { x, y } = NODE_PLACES[node];
  const [name, kind] = wordsOf(TOPOLOGY).nodes[node];
  return (
    <g class={`node ${SERVICES.includes(node) ? 'service' : ''}`} transform={`translate(${x} ${y})`}>
      <rect x={-NODE.width / 2} y={-NODE.height / 2} width={NODE.width} height={NODE.height} rx="10" />
      <text y="-3">{name}</text>
      <text y="15" class="kind">
        {kind}
      </text>
    </g>
  );
}
