// The pages of docs/figures, made from the definitions that stand beside what computes them.
import { FIGURES, pageOfFigure } from '../../apps/gateway/dist/figures/figures.js';

const MADE = '<!-- Made by `npm run generate` from apps/gateway. -->';

/** @returns {Map<string, string>} file name within docs/figures → text */
export function figureDocs() {
  return new Map([
    ['README.md', index()],
    ...FIGURES.map((figure) => [`${pageOfFigure(figure)}.md`, page(figure)]),
  ]);
}

function index() {
  const rows = FIGURES.map((figure) => `- [${figure.title}](${pageOfFigure(figure)}.md): ${figure.question}`);
  return `${MADE}
# Figures

What each figure means, so that two people compute the same number. All are asked in [GraphQL](../graphql/README.md), [as of](../as-of.md) any position of the ledger (\`asOf\`), of
what it knew at an instant (\`knownAt\`) and, most of them, of what had happened by one (\`occurredUntil\`), and explained
by the events that made them.

${rows.join('\n')}
`;
}

function page({ field, title, question, formula, unit, rounding, source, edgeCases, example }) {
  return `${MADE}
# ${title}

${question}

- **Formula:** ${formula}
- **Unit:** ${unit}
- **Rounding:** ${rounding}
- **Source:** ${source}
- **In GraphQL:** \`${field}\` ([schema](../../apps/gateway/schema.graphql))

What counts how:

${edgeCases.map((sentence) => `- ${sentence}`).join('\n')}

## Example

${example}
`;
}
