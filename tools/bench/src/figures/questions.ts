/** One figure each, as a user asks it; `middle` is a position in the middle of the log, `end` the one at its end. */
export const questionsAt = (
  middle: number,
  end: number,
): readonly (readonly [name: string, query: string])[] => {
  const pair = 'reporter: "PK", partner: "KZ"';
  const year = 'from: "2025-10", to: "2026-09"';
  /** To the month in which the log had come to its middle. */
  const yearBefore = 'from: "2024-06", to: "2025-05"';
  const threeYears = `${pair}, from: "2023-10", to: "2026-09"`;
  const months = 'total { amount } months { month total { amount } }';
  const chapters = 'byChapter { chapter total { amount } }';
  const gap = `exporter: "PK", importer: "KZ", ${year}`;
  const causes = 'gap { amount } causes { timing { amount } oneSideOnly { amount } residual { amount } }';
  const hours = 'n meanHours p50Hours p90Hours';
  const paid = 'n total { amount } mean { amount }';
  const paidBy = `byCrossing { crossing ${paid} leaves { n } enters { n } } byKind { kind ${paid} }`;
  const goods = 'n value { amount } netMassKg meanDays p50Days p90Days';
  const duties = 'assessed { amount } paid { amount } refunded { amount }';
  const dutiesBy = `byCurrency { currency ${duties} outstanding { amount } } byKind { kind assessed { amount } } byOffice { office ${duties} }`;
  const passed = 'n massTonnes valueUsd { amount }';
  const passedBy = `discharged { ${passed} } underWay { ${passed} } overdue { n }`;
  const transits = `${passedBy} byCountries { departure destination ${passedBy} } byWay { way ${passedBy} } byMonth { month ${passed} } irregularities { code n }`;
  const open =
    'openObligations { age outstanding { amount } } suspense { age amount { amount } } returns { reason amount { amount } }';
  return [
    ['trade: 36 months', `{ bilateralTrade(${threeYears}) { ${months} } }`],
    [
      'trade: 36 months, as of the middle',
      `{ bilateralTrade(${threeYears}, asOf: ${middle}) { ${months} } }`,
    ],
    ['trade: by sector', `{ bilateralTrade(${threeYears}) { bySector { sector total { amount } } } }`],
    ['trade: by chapter', `{ bilateralTrade(${threeYears}) { ${chapters} } }`],
    [
      'trade: by chapter, as of the middle',
      `{ bilateralTrade(${threeYears}, asOf: ${middle}) { ${chapters} } }`,
    ],
    [
      'trade: a year by partner',
      `{ tradeByPartner(reporter: "PK", region: CENTRAL_ASIA, ${year}) { total { amount } partners { partner share total { amount } } } }`,
    ],
    [
      'restatement of a year, of a thousand events',
      `{ tradeRestatement(${pair}, ${year}, since: ${end - 1_000}) { before { amount } after { amount } newTrade { amount } corrections { amount } } }`,
    ],
    ['target: progress', `{ targetProgress(${pair}) { realised { amount } share growthNeeded } }`],
    [
      'forecast: 12 months',
      `{ tradeForecast(${pair}) { total { amount } low { amount } high { amount } months { month total { amount } } } }`,
    ],
    ['mirror gap: a year', `{ mirrorGap(${gap}) { total { ${causes} } months { month ${causes} } } }`],
    [
      'mirror gap: a year by chapter',
      `{ mirrorGap(${gap}) { byChapter { chapter ${causes} months { month ${causes} } } } }`,
    ],
    [
      'border crossings: a year',
      `{ borderCrossings(${year}) { ${hours} byCrossing { crossing ${hours} } } }`,
    ],
    [
      'border crossings: a year, as of the middle',
      `{ borderCrossings(${yearBefore}, asOf: ${middle}) { ${hours} byCrossing { crossing ${hours} } } }`,
    ],
    ['costs of borders: a year', `{ borderCosts(${year}) { ${paid} unreceipted { amount } ${paidBy} } }`],
    [
      'costs of borders: a year, as of the middle',
      `{ borderCosts(${yearBefore}, asOf: ${middle}) { ${paid} unreceipted { amount } ${paidBy} } }`,
    ],
    ['dwell: a year', `{ checkpointDwell(${year}) { ${hours} byCheckpoint { location ${hours} } } }`],
    [
      'dwell: a year, as of the middle',
      `{ checkpointDwell(${yearBefore}, asOf: ${middle}) { ${hours} byCheckpoint { location ${hours} } } }`,
    ],
    [
      'goods that arrived: a year',
      `{ corridorRoutes(${year}) { ${goods} byRoute { route ${goods} } northern { valueShareOff } byPort { port n } byModes { modes ${goods} } byMonth { month n } } }`,
    ],
    [
      'goods that arrived: a year, as of the middle',
      `{ corridorRoutes(${yearBefore}, asOf: ${middle}) { ${goods} byRoute { route ${goods} } byPort { port n } } }`,
    ],
    [
      'days held: a year',
      `{ daysHeld(${year}) { days holds byReason { reason days } byOffice { office days } } }`,
    ],
    [
      'days held: a year, as of the middle',
      `{ daysHeld(${yearBefore}, asOf: ${middle}) { days holds byReason { reason days } byOffice { office days } } }`,
    ],
    [
      'clearance: a year',
      `{ clearanceTime(${year}) { ${hours} open byProcedure { procedure ${hours} } byOffice { office ${hours} open } } }`,
    ],
    [
      'clearance: a year, as of the middle',
      `{ clearanceTime(${yearBefore}, asOf: ${middle}) { ${hours} open byProcedure { procedure ${hours} } byOffice { office ${hours} open } } }`,
    ],
    ['duties: a year by currency, kind and office', `{ customsDuties(${year}) { ${dutiesBy} } }`],
    [
      'duties: a year by currency, kind and office, as of the middle',
      `{ customsDuties(${yearBefore}, asOf: ${middle}) { ${dutiesBy} } }`,
    ],
    ['transits: a year', `{ transits(${year}) { ${transits} } }`],
    ['transits: a year, as of the middle', `{ transits(${yearBefore}, asOf: ${middle}) { ${transits} } }`],
    [
      'days to settle: a year',
      `{ payments(${year}) { daysToSettle { debtorAgent creditorBank obligations days daysLate } } }`,
    ],
    [
      'days to settle: a year, as of the middle',
      `{ payments(${year}, asOf: ${middle}) { daysToSettle { debtorAgent creditorBank obligations days daysLate } } }`,
    ],
    [
      'settled: a year by currency and pair of banks',
      `{ payments(${year}) { localCurrencyShare byCurrency { settlements amount { amount } } byBankPair { debtorAgent months { month settlements } } } }`,
    ],
    ['open, waiting and returned by age and reason', `{ payments(${year}) { ${open} } }`],
    [
      'open, waiting and returned, as of the middle',
      `{ payments(${yearBefore}, asOf: ${middle}) { ${open} } }`,
    ],
    [
      'funnel: total and by sector',
      `{ commitmentFunnel { total { ...part } bySector { ...part } } }
      fragment part on FunnelPart { name commitments stages { promised { amount } delivered { amount } paid { amount } } }`,
    ],
  ];
};
