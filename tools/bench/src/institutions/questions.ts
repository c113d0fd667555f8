/** Who asks the gateway, and what, as a ministry would: one figure each. */
export const QUESTIONS: readonly (readonly [name: string, query: string])[] = [
  [
    'funnel: total',
    '{ commitmentFunnel { total { commitments stages { promised { amount } delivered { amount } } } } }',
  ],
  [
    'funnel: total and four groups',
    `{ commitmentFunnel {
      total { ...part } bySector { ...part } byOccasion { ...part } byYear { ...part } byOwnership { ...part }
    } }
    fragment part on FunnelPart { name commitments stages { promised { amount } delivered { amount } paid { amount } } }`,
  ],
  [
    'funnel: 50 commitments',
    '{ commitmentFunnel { commitments(first: 50) { edges { node { status consignments stages { delivered { amount } } } } } } }',
  ],
  [
    'funnel: 50 events behind a stage',
    '{ commitmentFunnel { events(stage: DELIVERED, first: 50) { edges { node { position share { amount } } } } } }',
  ],
  ['cases: a month', '{ cases(from: "2026-03", to: "2026-03") { byMonth { month kind opened resolved } } }'],
  [
    'cases: how fast, a month',
    '{ cases(from: "2026-03", to: "2026-03") { speed { kind answer { p50Hours } resolve { p90Hours } } } }',
  ],
  ['cases: open by age', '{ cases(from: "2026-03", to: "2026-03") { openByAge { days cases } } }'],
  [
    'goods that are blocked',
    '{ valueOfGoodsBlocked { value { amount } consignments byReason { reason value { amount } } } }',
  ],
  [
    'needs: open by chapter',
    '{ needs(from: "2026-03", to: "2026-03") { open { chapter side unit per needs quantity } } }',
  ],
  [
    'needs: 50 that are open',
    '{ needs(from: "2026-03", to: "2026-03") { openNeeds(first: 50) { edges { node { needId quantity positions } } } } }',
  ],
  [
    'visas: a month',
    '{ visaFigures(from: "2026-03", to: "2026-03") { months { month submitted granted refused days { p50 p90 } } } }',
  ],
  [
    'milestone: days before and after',
    '{ milestones(first: 50) { edges { node { milestoneId measured { before { p50 n } after { p50 n } } } } } }',
  ],
  [
    'target: progress',
    '{ targetProgress(reporter: "PK", partner: "KZ") { realised { amount } share growthNeeded } }',
  ],
  [
    'firms of a rare country',
    '{ firms(first: 50, country: "KZ") { edges { node { participantId name } } } }',
  ],
];
