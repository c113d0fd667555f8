import type { MoneyJson } from '@corridor/kernel';

/** Modes of the corridor. Source: UN/CEFACT Recommendation 19 (1 sea, 2 rail, 3 road, 4 air). */
export type TransportMode = 'road' | 'rail' | 'sea' | 'air';

/** Incoterms 2020 of the International Chamber of Commerce. */
export const INCOTERMS = [
  'EXW',
  'FCA',
  'FAS',
  'FOB',
  'CFR',
  'CIF',
  'CPT',
  'CIP',
  'DAP',
  'DPU',
  'DDP',
] as const;
export type IncotermRule = (typeof INCOTERMS)[number];

/** A firm that takes part, as the ledger knows it. */
export interface Party {
  readonly participantId: string;
  /** As given, in the script that it was given in. */
  readonly name: string;
  /** The same in Latin letters, by a published scheme, where `name` is not. */
  readonly nameLatin?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** Goods of one kind within a consignment. */
export interface GoodsLine {
  /** From 1, unique in the consignment; a line keeps its number through every amendment. */
  readonly lineNumber: number;
  /** Harmonized System subheading, six digits. */
  readonly hs6: string;
  /** The country's own digits behind `hs6`, written with them: 8 to 12 digits. */
  readonly nationalCode?: string;
  readonly description: string;
  /** ISO 3166-1 alpha-2 of where the goods were made. */
  readonly countryOfOrigin: string;
  /** Kilograms, a positive decimal. */
  readonly netMassKg: string;
  /** Kilograms with packing, a positive decimal not below `netMassKg`. */
  readonly grossMassKg?: string;
  /** A positive decimal, in `unit`. */
  readonly quantity: string;
  /** UN/ECE Recommendation 20 unit, e.g. `KGM`, `NAR`, `MTK`. */
  readonly unit: string;
  /** What the tariff counts the goods in beside their mass. */
  readonly supplementary?: { readonly quantity: string; readonly unit: string };
  /** Invoice value under the consignment's incoterm. */
  readonly value: MoneyJson;
}

/** Goods of a line, or a part of them: the goods are those of the line, as much as is told here. */
export interface LinePart {
  readonly lineNumber: number;
  /** In the unit of the line. */
  readonly quantity: string;
  readonly netMassKg: string;
}

/** What customs was told of a line, or of a part of it: a line of a declaration, as far as it is held against what was consigned. */
export interface DeclaredLine extends LinePart {
  /** What `quantity` counts in, which need not be the unit that was consigned in; absent where it was not told yet (version 1). */
  readonly unit?: string;
  readonly supplementary?: { readonly quantity: string; readonly unit: string };
  /** Invoice value, in the currency of the declaration; absent where it was not told yet. */
  readonly value?: MoneyJson;
}

/** What goods are sent in. A container and an aircraft's waybill travel on what carries them, a truck and a wagon by themselves. */
export type UnitKind = 'container' | 'truck' | 'wagon' | 'air-waybill';

/** A unit that goods are sent in, by its own number. */
export interface TransportUnit {
  readonly kind: UnitKind;
  /**
   * `container`: ISO 6346, `CSQU3054383`. `wagon`: 8 digits of the 1,520 mm gauge, or 12 of UIC. `air-waybill`: 11 digits with the
   * airline's prefix, `214-12345675`. `truck`: its registration, as it is written.
   */
  readonly number: string;
  readonly seals: readonly string[];
  readonly contents: readonly LinePart[];
}

/** A paper that goes with the goods; the file itself is kept by whoever has it. */
export interface ConsignmentDocument {
  readonly documentId: string;
  /** UN/EDIFACT 1001, e.g. `380` for a commercial invoice. */
  readonly typeCode: string;
  readonly number: string;
  readonly issuer: string;
  /** `YYYY-MM-DD`. */
  readonly issuedOn: string;
  /** SHA-256 of the file, 64 hexadecimal digits in lower case. */
  readonly sha256: string;
}
