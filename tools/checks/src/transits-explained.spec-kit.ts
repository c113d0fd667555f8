import { whole } from '../../../apps/gateway/src/restatement/restated.spec-kit.js';
import { type Asked, counted, MONEY, type Money, ofMoney, sumOf } from './asked-of-customs.spec-kit.js';

export async function transitsAreExplained(asked: Asked, args: string): Promise<void> {
  const figure = `transits(${args})`;
  const parts = ['discharged', 'underWay', 'overdue', 'presented'] as const;
  type Part = (typeof parts)[number];
  interface Facts {
    readonly n: number;
    readonly late: number;
    readonly irregular: number;
    readonly massKg: string;
    readonly valueUsd: Money;
    readonly otherValues: readonly Money[];
    readonly notInUsd: number;
  }
  type OfParts = Readonly<Record<Part, Facts>>;
  interface Cut extends OfParts {
    readonly departure?: string;
    readonly destination?: string;
    readonly port?: string | null;
    readonly way?: readonly string[];
    readonly mode?: string;
  }
  interface Share {
    readonly standing: 'DISCHARGED' | 'PRESENTED' | 'OVERDUE' | 'ON_THE_WAY';
    readonly way: readonly string[];
    readonly port: string | null;
    readonly mode: string;
    readonly late: boolean;
    readonly irregularities: readonly string[];
    readonly massKg: string;
    readonly value: Money;
  }
  const facts = `n late irregular massKg valueUsd ${MONEY} otherValues ${MONEY} notInUsd`;
  const ofParts = parts.map((part) => `${part} { ${facts} }`).join(' ');
  type Cuts = Readonly<Record<'byCountries' | 'byPort' | 'byWay' | 'byMode', readonly Cut[]>>;
  const all = await asked.figure<OfParts & Cuts>(
    figure,
    `${ofParts} byCountries { departure destination ${ofParts} } byPort { port ${ofParts} } byWay { way ${ofParts} } byMode { mode ${ofParts} }`,
  );
  const fields = `standing way port mode late irregularities massKg value ${MONEY}`;
  const shares = await asked.list<Share>(figure, 'shares', fields);
  const ofFacts = (of: string, cut: OfParts) =>
    parts.flatMap((part) => {
      const { n, late, irregular, massKg, valueUsd, otherValues, notInUsd } = cut[part];
      const name = `${of} ${part}`;
      return [
        ...[[`${name} n`, BigInt(n)] as const, [`${name} late`, BigInt(late)] as const],
        ...[[`${name} irregular`, BigInt(irregular)] as const, [`${name} kg`, whole(massKg)] as const],
        ...[[`${name} notInUsd`, BigInt(notInUsd)] as const],
        ...[valueUsd, ...otherValues].map((value) => ofMoney(name, value)),
      ];
    });
  const partsOf: Readonly<Record<Share['standing'], readonly Part[]>> = {
    DISCHARGED: ['discharged'],
    PRESENTED: ['underWay', 'presented'],
    OVERDUE: ['underWay', 'overdue'],
    ON_THE_WAY: ['underWay'],
  };
  const ofShare = (of: string, { standing, late, irregularities, massKg, value }: Share) =>
    partsOf[standing].flatMap((part) => {
      const name = `${of} ${part}`;
      return [
        counted(`${name} n`, true),
        counted(`${name} late`, late),
        counted(`${name} irregular`, irregularities.length > 0),
        counted(`${name} notInUsd`, value.currency !== 'USD'),
        [`${name} kg`, whole(massKg)] as const,
        ofMoney(name, value),
      ];
    });
  expect(sumOf(shares.map((share) => ofShare('', share)))).toEqual(sumOf([ofFacts('', all)]));
  const keys: Readonly<Record<keyof Cuts, readonly [(cut: Cut) => string, (share: Share) => string]>> = {
    byCountries: [
      ({ departure, destination }) => `${departure} ${destination}`,
      ({ way }) => `${way[0]?.slice(0, 2)} ${way.at(-1)?.slice(0, 2)}`,
    ],
    byPort: [({ port }) => String(port), ({ port }) => String(port)],
    byWay: [({ way }) => String(way), ({ way }) => String(way)],
    byMode: [({ mode }) => String(mode), ({ mode }) => mode],
  };
  for (const [cut, [keyOf, keyOfShare]] of Object.entries(keys) as [keyof Cuts, (typeof keys)[keyof Cuts]][])
    expect(sumOf(all[cut].map((row) => ofFacts(keyOf(row), row)))).toEqual(
      sumOf(shares.map((share) => ofShare(keyOfShare(share), share))),
    );
  const underWay = await asked.list<Share>(figure, 'shares', fields, 'standings: [OVERDUE, PRESENTED]');
  expect(underWay).toEqual(
    shares.filter(({ standing }) => standing === 'OVERDUE' || standing === 'PRESENTED'),
  );
  for (const [standing, what] of [
    ['DISCHARGED', 'discharged'],
    ['PRESENTED', 'presented'],
    ['OVERDUE', 'overdue'],
    ['ON_THE_WAY', 'onTheWay'],
  ] as const)
    asked.saw(
      what,
      shares.some((share) => share.standing === standing),
    );
  asked.saw(
    'otherCurrency',
    shares.some(({ value }) => value.currency !== 'USD'),
  );
  asked.saw(
    'amiss',
    shares.some(({ irregularities }) => irregularities.length > 0),
  );
}

export async function guaranteeUseIsExplained(asked: Asked, args: string): Promise<void> {
  const figure = `guaranteeUse(${args})`;
  const amounts = ['ceiling', 'reserved', 'called', 'freed', 'free', 'lapsed'] as const;
  type Amounts = Readonly<Record<(typeof amounts)[number], Money>>;
  interface Use extends Amounts {
    readonly currency: string;
    readonly n: number;
    readonly expired: number;
    readonly kind?: string;
    readonly guarantor?: string;
  }
  interface Guarantee extends Amounts {
    readonly guaranteeId: string;
    readonly currency: string;
    readonly kind: string;
    readonly guarantor: string;
    readonly isExpired: boolean;
  }
  interface Reservation {
    readonly guaranteeId: string;
    readonly departure: string | null;
    readonly destination: string | null;
    readonly amount: Money;
  }
  interface OfCountries {
    readonly departure: string | null;
    readonly destination: string | null;
    readonly reserved: Money;
  }
  const inMoney = amounts.map((amount) => `${amount} ${MONEY}`).join(' ');
  const use = `currency n expired ${inMoney}`;
  const all = await asked.figure<Readonly<Record<'byCurrency' | 'byKind' | 'byGuarantor', readonly Use[]>>>(
    figure,
    `byCurrency { ${use} } byKind { kind ${use} } byGuarantor { guarantor ${use} }`,
  );
  const guarantees = await asked.list<Guarantee>(
    figure,
    'guarantees',
    `guaranteeId currency kind guarantor isExpired ${inMoney}`,
  );
  const reservations = await asked.list<Reservation>(
    figure,
    'reservations',
    `guaranteeId departure destination amount ${MONEY}`,
  );
  const ofAmounts = (of: string, row: Amounts) =>
    amounts.map((amount) => ofMoney(`${of} ${amount}`, row[amount]));
  const ofUse = (of: string, row: Use) => [
    ...ofAmounts(of, row),
    [`${of} ${row.currency} n`, BigInt(row.n)] as const,
    [`${of} ${row.currency} expired`, BigInt(row.expired)] as const,
  ];
  const ofGuarantee = (of: string, row: Guarantee) => [
    ...ofAmounts(of, row),
    counted(`${of} ${row.currency} n`, true),
    counted(`${of} ${row.currency} expired`, row.isExpired),
  ];
  const keys = {
    byCurrency: () => '',
    byKind: (row) => row.kind,
    byGuarantor: (row) => row.guarantor,
  } as const satisfies Record<keyof typeof all, (row: Use | Guarantee) => string | undefined>;
  for (const [cut, keyOf] of Object.entries(keys) as [keyof typeof all, (row: Use | Guarantee) => string][])
    expect(sumOf(all[cut].map((row) => ofUse(keyOf(row), row)))).toEqual(
      sumOf(guarantees.map((row) => ofGuarantee(keyOf(row), row))),
    );
  const reserved = sumOf(reservations.map(({ amount }) => [ofMoney('reserved', amount)]));
  expect(reserved).toEqual(sumOf(all.byCurrency.map((row) => [ofMoney('reserved', row.reserved)])));
  for (const { guaranteeId, reserved: of } of guarantees) {
    const own = reservations.filter((reservation) => reservation.guaranteeId === guaranteeId);
    expect(sumOf(own.map(({ amount }) => [ofMoney('', amount)]))).toEqual(sumOf([[ofMoney('', of)]]));
  }
  const { reservedByCountries } = await asked.figure<{ reservedByCountries: readonly OfCountries[] }>(
    figure,
    `reservedByCountries { departure destination reserved ${MONEY} }`,
  );
  const countries = (of: Pick<OfCountries, 'departure' | 'destination'>) =>
    `${of.departure} ${of.destination}`;
  expect(sumOf(reservedByCountries.map((row) => [ofMoney(countries(row), row.reserved)]))).toEqual(
    sumOf(reservations.map((row) => [ofMoney(countries(row), row.amount)])),
  );
  const toAlmaty = await asked.list<Reservation>(
    figure,
    'reservations',
    `guaranteeId departure destination amount ${MONEY}`,
    'departureCountry: "PK", destinationCountry: "KZ"',
  );
  expect(toAlmaty).toEqual(reservations.filter((row) => countries(row) === 'PK KZ'));
  asked.saw('ofCountries', toAlmaty.length > 0);
  asked.saw('reserved', reservations.length > 0);
  asked.saw(
    'calledInPart',
    guarantees.some(({ called, reserved: of }) => whole(called.amount) > 0n && whole(of.amount) > 0n),
  );
  asked.saw(
    'freed',
    guarantees.some(({ freed, reserved: of }) => whole(freed.amount) > 0n && whole(of.amount) > 0n),
  );
  asked.saw(
    'expired',
    guarantees.some(({ isExpired }) => isExpired),
  );
  asked.saw(
    'lapsed',
    guarantees.some(({ lapsed }) => whole(lapsed.amount) > 0n),
  );
}
