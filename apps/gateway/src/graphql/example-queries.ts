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
    title: 'What will the next twelve months bring?',
    query: `query Forecast {
  tradeForecast(reporter: "PK", partner: "KZ") {
    total { amount currency } low { amount } high { amount } coverage origins
    method
    methods { method mase meanAbsoluteError { amount } }
    months { month total { amount } }
    historyMonths historyFrom historyTo provisional reason
    asOf
  }
}`,
  },
  {
    title: 'What was traded, month by month, in which goods, by which routes?',
    query: `query Trade($from: YearMonth!, $to: YearMonth!) {
  bilateralTrade(reporter: "PK", partner: "KZ", from: $from, to: $to) {
    exports { amount currency }
    imports { amount currency }
    total { amount currency }
    months { month exports { amount } imports { amount } total { amount } }
    bySector { sector total { amount } }
    byChapter { chapter name total { amount } }
    byRoute { route mayBe total { amount } }
    asOf
  }
}`,
    variables: { from: '2026-01', to: '2026-12' },
  },
  {
    title: 'And with each country of Central Asia?',
    query: `query Partners($from: YearMonth!, $to: YearMonth!, $knownAt: DateTime) {
  tradeByPartner(reporter: "PK", region: CENTRAL_ASIA, from: $from, to: $to, knownAt: $knownAt) {
    total { amount currency }
    partners { partner name share exports { amount } imports { amount } total { amount } }
    asOf
  }
}`,
    variables: { from: '2026-01', to: '2026-12' },
  },
  {
    title: 'And what do official statistics say of it?',
    query: `query Official($from: YearMonth!, $to: YearMonth!) {
  officialTrade(reporter: "PK", partner: "KZ", from: $from, to: $to) {
    months { period flow total { amount currency } source status downloadedOn position }
    years { period flow total { amount currency } source status downloadedOn position }
    byChapter { chapter name years { period flow total { amount } status position } }
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
    title: 'What was restated since it was reported, and by which events?',
    query: `query Restated($from: YearMonth!, $to: YearMonth!, $since: Position!, $after: String) {
  tradeRestatement(reporter: "PK", partner: "KZ", from: $from, to: $to, since: $since) {
    before { amount } after { amount } difference { amount currency }
    newTrade { amount } corrections { amount }
    events(first: 100, after: $after) {
      edges { node { position type month share { amount } newTrade { amount } corrections { amount } } }
      pageInfo { hasNextPage endCursor }
    }
    since asOf
  }
}`,
    variables: { from: '2026-01', to: '2026-12', since: 0 },
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
    totals {
      engagements held cancelled firms meetings leads leadsOpen leadsLapsed leadsCommitted commitments
      promised { amount currency } contracted { amount } shipped { amount } delivered { amount } paid { amount }
    }
    byKind { kind engagements held leads leadsCommitted commitments promised { amount } delivered { amount } }
    leadsBySector { sector leads open committed lapsed expected { amount currency } }
    lapseReasons { reason leads }
    shares(first: 50) {
      edges {
        node {
          name kind city startsOn status firmsThere meetings commitments
          promised { amount } contracted { amount } shipped { amount } delivered { amount } paid { amount } positions
          leadList { leadId status commitmentId lapseReason positions }
        }
      }
    }
    asOf
  }
}`,
    variables: { from: '2026-01', to: '2026-12' },
  },
  {
    title: 'What came of what was promised, and where does it stick?',
    query: `query Funnel($from: CountryCode, $to: CountryCode) {
  commitmentFunnel(fromCountry: $from, toCountry: $to) {
    total {
      commitments fulfilled lapsed withdrawn
      stages {
        promised { amount currency } contracted { amount } shipped { amount } cleared { amount } delivered { amount } paid { amount }
        deliveredShare paidShare
      }
    }
    byOccasion { name commitments stages { promised { amount } delivered { amount } } }
    byOwnership { name commitments stages { promised { amount } delivered { amount } } }
    commitments(first: 50) {
      edges { node { commitmentId title status dueOn stuckBefore daysSinceProgress stages { promised { amount } paid { amount } } } }
    }
    events(stage: DELIVERED, first: 50) { edges { node { position commitmentId consignmentId share { amount } } } }
    asOf
  }
}`,
    variables: { from: 'PK', to: 'KZ' },
  },
  {
    title: 'What does a service carry, and which share of what cannot wait?',
    query: `query Service($id: ID!, $from: YearMonth!, $to: YearMonth!) {
  serviceFigures(serviceId: $id, from: $from, to: $to) {
    total { departuresOffered capacityTonnes loadKg loadFactor }
    timeCriticalKg timeCriticalDispatchedKg timeCriticalShare
    consignments(first: 50) { edges { node { consignmentId departedOn loadKg timeCriticalKg positions } } }
    asOf
  }
}`,
    variables: { id: 'islamabad-almaty-air', from: '2026-01', to: '2026-01' },
  },
  {
    title: 'Is the road or terminal there, and how many days did goods take before and after?',
    query: `query Milestones {
  milestones(first: 50) {
    edges {
      node {
        milestoneId name kind status firstPlannedOn plannedOn doneOn lateDays
        measured { before { p50 p90 n } after { p50 p90 n } }
      }
    }
  }
}`,
  },
  {
    title: 'How far is a firm trusted, and by which events?',
    query: `query Trust($id: ID!) {
  firm(participantId: $id) {
    name country ownership status
    trust {
      score on asOf
      parts { part weight cases successes value }
      cases(first: 50) { edges { node { part caseId success dueOn onDay positions } } }
    }
  }
}`,
    variables: { id: 'demo-textiles-faisalabad' },
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
