import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { camt054, type EntryParts, VERSIONS, type Version } from './camt054.spec-kit.js';

// The schemas of ISO 20022 are no part of the repository; what the fixtures build is checked where they are at hand.
const FOLDER = fileURLToPath(new URL('../../../../../shared/xsd/', import.meta.url));
const schemaOf = (version: Version) => join(FOLDER, `camt.054.001.${version}.xsd`);
const missing = [
  ...(VERSIONS.every((version) => existsSync(schemaOf(version)))
    ? []
    : ['no ../shared/xsd beside the repository']),
  ...(spawnSync('xmllint', ['--version']).error ? ['no xmllint on this machine'] : []),
];

/** Everything that the fixtures can say in that version. */
function message(version: Version): string {
  const uetr = version === '08' ? { uetr: '6f3a1c52-8d4e-4b7a-9c21-0f5e7d8a9b3c' } : {};
  const own = version === '02' ? {} : { amount: '0012.50 USD', sign: 'CRDT' };
  const entry: EntryParts = {
    reference: '7',
    reversal: 'true',
    bookedOn: '2026-03-01T23:30:00-08:00',
    valueDate: '2026-03-02',
    servicerReference: 'SVC-1',
    details: [
      [
        {
          servicerReference: 'SVC-2',
          instructionId: 'INSTR-1',
          endToEndId: 'NOTPROVIDED',
          ...uetr,
          ...own,
          underlyingAmount: '12.5 USD',
          debtor: 'Алматы Трейдинг ТОО',
          creditor: 'Faisalabad Textiles & Sons',
          remittance: ['Invoice 42', { documents: ['1', '2'], creditorReference: 'RF18539007547034' }],
          returnReason: 'AC04',
        },
        { ...own, endToEndId: 'INV-2' },
      ],
      [own],
    ],
  };
  return camt054({
    version,
    notifications: [
      { copy: 'DUPL', entries: [entry, { status: 'PDNG' }] },
      { account: '6-9412771', entries: [] },
    ],
  });
}

if (missing.length > 0) {
  it.skip(`fixtures against the schemas (${missing.join(', ')})`, () => {});
} else {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'camt054-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const validate = (version: Version, xml: string) => {
    const path = join(folder, `${version}.xml`);
    writeFileSync(path, xml);
    const { status, stderr } = spawnSync('xmllint', ['--noout', '--schema', schemaOf(version), path], {
      encoding: 'utf8',
    });
    return { status, stderr: stderr.trim() };
  };

  it.each(VERSIONS)('what the fixtures build is a camt.054.001.%s', (version) => {
    expect(validate(version, message(version))).toEqual({
      status: 0,
      stderr: expect.stringMatching(/validates$/),
    });
  });

  it('the schemas find a fault', () => {
    expect(validate('08', camt054({ messageId: null })).status).not.toBe(0);
  });
}
