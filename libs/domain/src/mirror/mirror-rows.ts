/** Why what two countries declare of the same goods differs, in the order in which the difference is taken apart. */
export const MIRROR_CAUSES = [
  'freight_and_insurance',
  'exchange_rate',
  'timing',
  'partner',
  'classification',
  'one_side_only',
  'residual',
] as const;
export type MirrorCause = (typeof MIRROR_CAUSES)[number];

/** What a mirror gap is told in: what both sides declare, and what makes the difference. */
export const MIRROR_SUMS = ['exports', 'imports', ...MIRROR_CAUSES] as const;
export type MirrorSum = (typeof MIRROR_SUMS)[number];

/** USD cents. */
export type MirrorAmounts = Readonly<Record<MirrorSum, bigint>>;
/** The same in a row: as text, since they have no bound. */
export type MirrorTexts = Readonly<Record<MirrorSum, string>>;

/** Where a part of a gap counts: goods that go from one country to another, in a month, of a chapter. */
export interface MirrorPlace {
  /** Whose exports are held against the imports of the importer. */
  readonly exporter: string;
  readonly importer: string;
  /** First day of the month of acceptance. */
  readonly month: string;
  readonly chapter: string;
}

/** What a declaration says of one line. Numbers that JSON could round are text. */
export interface ToldLine {
  readonly lineNumber: number;
  readonly partner: string;
  readonly chapter: string;
  readonly netMassKg: string;
  /** Cents of its statistical value. */
  readonly usd: string;
  /** Minor units of its statistical value, in the currency of the declaration. */
  readonly value: string;
  /** Minor units that its statistical value has beyond its invoice value; null where what it was made of is not told. */
  readonly charges: string | null;
}

/** The last word on a declaration. */
export interface Told {
  readonly position: number;
  readonly reporter: string;
  readonly month: string;
  readonly currency: string;
  readonly usdPerUnit: string;
  readonly lines: readonly ToldLine[];
}

/** A row of `reporting.mirror_declarations`, without its generation. */
export interface MirrorDeclarationRow {
  readonly declaration_id: string;
  readonly consignment_id: string;
  readonly flow: 'export' | 'import';
  /** Whether goods under its procedure are trade. */
  readonly counts: boolean;
  /** Minor units of the invoice value by the number of the line. */
  readonly invoiced: Readonly<Record<string, string>>;
  /** Null before it is cleared, once it is taken back, and of goods that were called off. */
  readonly told: Told | null;
}

/** A row of `reporting.mirror_consignments`, without its generation: one that was split or called off, or is a part. */
export interface MirrorConsignmentRow {
  readonly consignment_id: string;
  /** The first whole that it is a part of, or itself. */
  readonly root_id: string;
  /** The whole that it is a part of. */
  readonly whole_id: string | null;
  /** Of each line that it has, its net mass as the whole was split. */
  readonly masses: Readonly<Record<string, string>>;
  readonly cancelled: boolean;
}

/** The two declarations of a line that are held against each other, or one that stands alone. */
export interface MirrorPairName {
  readonly consignment_id: string;
  readonly line_number: number;
  readonly export_declaration: string | null;
  readonly import_declaration: string | null;
}

/** A row of `reporting.mirror_shares`, without its generation: what a pair adds to the gap of one place, from one position on until another. */
export interface MirrorShareRow extends MirrorPairName, MirrorPlace, MirrorTexts {
  readonly position: number;
  /** Which of the pairs that the event tells of. */
  readonly pair: number;
  /** Which of the places that the pair adds to. */
  readonly place: number;
  /** From which the pair is told otherwise; null while it stands. */
  readonly until_position: number | null;
  /** The event that tells what was exported, and the one that tells what was imported. */
  readonly export_position: number | null;
  readonly import_position: number | null;
}

/** All that is known of a consignment and of whatever parts it goes on as. */
export interface Goods {
  readonly consignments: readonly MirrorConsignmentRow[];
  readonly declarations: readonly MirrorDeclarationRow[];
  /** Those that stand. */
  readonly shares: readonly MirrorShareRow[];
}
