import { Rejection } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { isSame, refuse } from '../checks.js';
import type { DocumentAttached } from './consignment.events.js';
import type { KnownConsignment } from './consignment-state.js';
import type { TransportMode } from './goods.js';

/**
 * Checks a document that is to be attached.
 * @returns whether it says something new: the same one may be sent again.
 * @throws Rejection naming the field at fault; `document-attached-already` where its number is attached under another id.
 */
export function checkDocument(data: DocumentAttached['data'], { documents }: KnownConsignment): boolean {
  checkLocalDate(data.issuedOn, '/issuedOn');
  if (!/^[0-9a-f]{64}$/.test(data.sha256)) {
    refuse('sha256-malformed', 'SHA-256 has 64 hexadecimal digits in lower case.', '/sha256');
  }
  const { consignmentId: _, ...document } = data;
  for (const before of documents) {
    if (before.documentId === document.documentId) {
      if (isSame(before, document)) return false;
      refuse('document-id-used', `Another document has the id ${before.documentId}.`, '/documentId');
    }
    const { typeCode, number, issuer } = before;
    if (typeCode === document.typeCode && number === document.number && issuer === document.issuer) {
      const message = `It is attached as ${before.documentId}; withdraw that one where this replaces it.`;
      throw new Rejection('document-attached-already', message, { pointer: '/number' });
    }
  }
  return true;
}

/** Steps that papers are asked for. */
export type PaperStep = 'export-declaration' | 'dispatch' | 'import-declaration';

export interface MissingDocuments {
  readonly step: PaperStep;
  /** UN/EDIFACT 1001, in their order. */
  readonly typeCodes: readonly string[];
}

const COMMERCIAL_INVOICE = '380';
const PACKING_LIST = '271';
const CERTIFICATE_OF_ORIGIN = '861';
const PHYTOSANITARY = '851';
const SANITARY = '852';
const VETERINARY = '853';

/** What each mode carries goods under: CMR consignment note, rail consignment note, bill of lading, air waybill. */
const TRANSPORT_DOCUMENT: Readonly<Record<TransportMode, string>> = {
  road: '730',
  rail: '720',
  sea: '705',
  air: '740',
};

/**
 * Certificates by kind of goods, in chapters of the Harmonized System: plants and what is made of them, foods, animals and what is made of
 * them (the three fields of the WTO's Agreement on Sanitary and Phytosanitary Measures).
 */
const CERTIFICATES: readonly { readonly typeCode: string; readonly from: number; readonly to: number }[] = [
  { typeCode: VETERINARY, from: 1, to: 5 },
  { typeCode: PHYTOSANITARY, from: 6, to: 14 },
  { typeCode: SANITARY, from: 15, to: 22 },
  { typeCode: PHYTOSANITARY, from: 44, to: 44 },
];

/** Papers that serve as well as the one that is asked for: other forms of a waybill, a preferential certificate of origin. */
const SERVES_AS: Readonly<Record<string, readonly string[]>> = {
  '380': ['384', '935'],
  '705': ['704', '710', '714', '760', '766'],
  '720': ['722'],
  '730': ['760'],
  '740': ['741'],
  '861': ['17', '862', '864', '865', '954'],
};

/** Which papers the coming steps ask for and the consignment has not; a step that lacks none is left out. */
export function missingDocuments(state: KnownConsignment): readonly MissingDocuments[] {
  const attached = new Set(state.documents.map(({ typeCode }) => typeCode));
  const isThere = (code: string) => [code, ...(SERVES_AS[code] ?? [])].some((one) => attached.has(one));
  return comingSteps(state)
    .map((step) => ({
      step,
      typeCodes: asked(step, state)
        .filter((code) => !isThere(code))
        .sort(),
    }))
    .filter(({ typeCodes }) => typeCodes.length > 0);
}

function comingSteps({ status, declarations }: KnownConsignment): readonly PaperStep[] {
  const isDeclared = (flow: 'export' | 'import') => declarations.some((one) => one.flow === flow);
  switch (status) {
    case 'declared':
      return isDeclared('export') ? ['dispatch'] : ['export-declaration', 'dispatch'];
    case 'dispatched':
    case 'delivered':
      return isDeclared('import') ? [] : ['import-declaration'];
    default:
      return [];
  }
}

function asked(step: PaperStep, { lines, legs }: KnownConsignment): readonly string[] {
  const leg = legs.at(-1);
  const certificates = CERTIFICATES.filter(({ from, to }) =>
    lines.some(({ hs6 }) => Number(hs6.slice(0, 2)) >= from && Number(hs6.slice(0, 2)) <= to),
  ).map(({ typeCode }) => typeCode);
  switch (step) {
    case 'export-declaration':
      return unique(COMMERCIAL_INVOICE, PACKING_LIST, ...certificates);
    case 'dispatch':
      // What it will go by is told with the dispatch itself.
      return [PACKING_LIST];
    case 'import-declaration':
      return unique(
        COMMERCIAL_INVOICE,
        PACKING_LIST,
        CERTIFICATE_OF_ORIGIN,
        ...certificates,
        ...(leg ? [TRANSPORT_DOCUMENT[leg.transportMode]] : []),
      );
  }
}

function unique(...codes: readonly string[]): readonly string[] {
  return [...new Set(codes)];
}
