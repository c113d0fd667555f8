/** A documented query: docs/graphql/README.md shows it, GraphiQL opens with it, a test runs it. */
export interface ExampleQuery {
  readonly title: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export const EXAMPLE_QUERIES: readonly ExampleQuery[] = [
  {
    title: 'How far to the target?',
    query: `query Target {
  targetProgress(reporter: "PK", partner: "KZ") {
    target { yearlyAmount { amount currency } dueOn source }
    realised { amount currency }
    months from to
    share
    runRate { amount currency }
    growthNeeded
    asOf
  }
}`,
  },
  {
    title: 'What was traded, month by month, in which goods?',
    query: `query Trade($from: YearMonth!, $to: YearMonth!) {
  bilateralTrade(reporter: "PK", partner: "KZ", from: $from, to: $to) {
    exports { amount currency }
    imports { amount currency }
    total { amount currency }
    months { month exports { amount } imports { amount } total { amount } }
    bySector { sector total { amount } }
    byChapter { chapter name total { amount } }
    asOf
  }
}`,
    variables: { from: '2026-01', to: '2026-12' },
  },
  {
    title: 'Which events made the figure?',
    query: `query Explain($from: YearMonth!, $to: YearMonth!, $asOf: Position, $after: String) {
  bilateralTrade(reporter: "PK", partner: "KZ", from: $from, to: $to, asOf: $asOf) {
    total { amount currency }
    asOf
    events(first: 100, after: $after) {
      edges { node { position type month share { amount currency } correction consignmentId recordedAt } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
    variables: { from: '2026-01', to: '2026-12' },
  },
  {
    title: 'What is on its way, and what has been paid?',
    query: `query Consignments($after: String) {
  consignments(first: 50, after: $after, filter: { status: [IN_TRANSIT, DELIVERED] }) {
    edges {
      node {
        id status origin destination lastLocation openHolds
        exporter { name } importer { name }
        lines { hs6 description value { amount currency } }
        invoices { invoiceNumber amount { amount currency } paid { amount currency } dueOn settledOn }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
  },
  {
    title: 'How are letters of credit used?',
    query: `query Credits($from: YearMonth!, $to: YearMonth!) {
  lettersOfCredit(from: $from, to: $to) {
    byBank {
      issuingBank currency issued issuedAmount { amount } amendedBy { amount } presentations refusals
      drawn { amount } honoured { amount } expiredUnused { amount } available { amount } examinationDays
    }
    asOf
  }
}`,
    variables: { from: '2026-01', to: '2026-12' },
  },
  {
    title: 'How long did customs hold goods, and why?',
    query: `query Held($from: YearMonth!, $to: YearMonth!, $after: String) {
  daysHeld(from: $from, to: $to) {
    days holds open
    byReason { reason days holds open }
    byOffice { office days holds open }
    asOf until
    shares(first: 100, after: $after) {
      edges { node { consignmentId reason office liftableBy placedAt endedAt endedBy isOpen days seconds positions } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
    variables: { from: '2026-01', to: '2026-12' },
  },
  {
    title: 'What are the goods worth that are stuck, and which are they?',
    query: `query Blocked($after: String) {
  valueOfGoodsBlocked {
    value { amount currency } consignments unvalued
    byReason { reason value { amount } consignments unvalued }
    asOf
    goods(first: 100, after: $after) {
      edges { node { consignmentId value { amount } valuedBy reasons positions } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
  },
  {
    title: 'How do applications for business visas fare?',
    query: `query Visas($from: YearMonth!, $to: YearMonth!) {
  visaFigures(from: $from, to: $to) {
    months {
      month submitted granted refused refusedFor { reason count } withdrawn open days { n mean p50 p90 }
      cells { nationality destination withheld submitted granted refused open days { n mean p50 p90 } }
    }
    asOf
  }
}`,
    variables: { from: '2026-01', to: '2026-12' },
  },
  {
    title: 'Which forum led to what?',
    query: `query Engagements($from: YearMonth!, $to: YearMonth!) {
  engagements(from: $from, to: $to) {
    totals { engagements held cancelled firms meetings leads leadsOpen leadsLapsed }
    byKind { kind engagements held leads }
    leadsBySector { sector leads open lapsed expected { amount currency } }
    lapseReasons { reason leads }
    shares(first: 50) {
      edges { node { name kind city startsOn status firmsThere meetings positions leadList { leadId status lapseReason positions } } }
    }
    asOf
  }
}`,
    variables: { from: '2026-01', to: '2026-12' },
  },
  {
    title: 'What happened to this consignment?',
    query: `query Consignment($id: ID!) {
  ledger { position head }
  consignment(id: $id) {
    status settledOn
    daysHeld { days open until }
    holds { reason office placedAt endedAt isOpen days positions }
    history(first: 100) {
      edges { node { position type occurredAt recordedAt actor data } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
    variables: { id: '00000000-0000-4000-8000-000000000001' },
  },
];
