import { Story } from '../story.spec-kit.js';
import { uuid } from '../teller.spec-kit.js';
import { line } from '../trade-story.spec-kit.js';

export const COTTON = line(1, '520100', '1000.00');
export const DRUGS = line(2, '300490', '250.00');
/** Half of the cotton, and the other half with the drugs. */
const HALF = line(1, '520100', '500.00');
export const [WHOLE, EXPORT, OTHER, FIRST, SECOND] = [1, 2, 3, 7, 8] as const;
const AT = '2026-03-04T10:00:00+05:00';

export const attach = (story: Story, id: number, declarationId: number, lines = [COTTON, DRUGS], at = AT) =>
  story.step(id, at, {
    type: 'AttachDeclaration',
    data: {
      declarationId: uuid(declarationId),
      flow: 'export',
      lines: lines.map(({ lineNumber, quantity, netMassKg }) => ({ lineNumber, quantity, netMassKg })),
    },
  });
export const detach = (story: Story, id: number, declarationId: number, at = AT) =>
  story.step(id, at, { type: 'DetachDeclaration', data: { declarationId: uuid(declarationId) } });

/** Declared for export, both lines by one declaration. */
export function lodged(): Story {
  const story = new Story();
  story.declare(WHOLE, [COTTON, DRUGS], '2026-03-01T10:00:00+05:00');
  attach(story, WHOLE, EXPORT);
  story.lodge(EXPORT, WHOLE, 'export', [COTTON, DRUGS], '2026-03-01T11:00:00+05:00');
  return story;
}

/** As it is split, and its parts are told what the declaration covers of them. */
export function split(story: Story, covering: readonly number[] = [EXPORT]): void {
  const half = { lineNumber: 1, quantity: '50', netMassKg: '50' };
  const rest = { lineNumber: 2, quantity: '100', netMassKg: '100' };
  story.step(WHOLE, AT, {
    type: 'SplitConsignment',
    data: {
      location: 'UZTAS',
      parts: [
        { consignmentId: uuid(FIRST), lines: [half] },
        { consignmentId: uuid(SECOND), lines: [half, rest] },
      ],
    },
  });
  for (const [id, lines] of [
    [FIRST, [HALF]],
    [SECOND, [HALF, DRUGS]],
  ] as const) {
    story.declare(id, [...lines], AT);
    for (const declaration of covering) attach(story, id, declaration, [...lines]);
  }
}
