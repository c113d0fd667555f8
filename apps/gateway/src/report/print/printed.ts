import { ProblemError } from '@corridor/nest-kit';
import type { Format } from '../report.answers.js';
import { tablesOf } from '../report.js';
import type { SignedReport } from '../signed-report.js';
import { csvOf } from './csv.js';
import { HTML_POLICY, htmlOf } from './html.js';
import { pdfOf } from './pdf.js';
import { XLSX_TYPE, xlsxOf } from './xlsx.js';
import { zipOf } from './zip.js';

/** A report as a file. */
export interface Printed {
  readonly type: string;
  readonly extension: string;
  readonly content: string | Buffer;
  /** What else is said of it. */
  readonly headers?: Readonly<Record<string, string>>;
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** @param table id of the one that is wanted as CSV @throws ProblemError where the report does not have it */
export async function print(
  signed: SignedReport,
  format: Format,
  table: string | undefined,
): Promise<Printed> {
  switch (format) {
    case 'json':
      return { type: JSON_TYPE, extension: 'json', content: `${JSON.stringify(signed, null, 1)}\n` };
    case 'digest':
      return {
        type: JSON_TYPE,
        extension: 'digest.json',
        content: `${JSON.stringify(signed.seal, null, 1)}\n`,
      };
    case 'html':
      return {
        type: 'text/html; charset=utf-8',
        extension: 'html',
        content: htmlOf(signed),
        headers: { 'content-security-policy': HTML_POLICY },
      };
    case 'pdf':
      return { type: 'application/pdf', extension: 'pdf', content: await pdfOf(signed) };
    case 'xlsx':
      return { type: XLSX_TYPE, extension: 'xlsx', content: xlsxOf(signed) };
    case 'csv':
      return table === undefined ? allTables(signed) : oneTable(signed, table);
  }
}

function oneTable(signed: SignedReport, id: string): Printed {
  const tables = tablesOf(signed.report);
  const found = tables.find(({ table }) => table.id === id);
  if (found) {
    return {
      type: 'text/csv; charset=utf-8; header=present',
      extension: `${id}.csv`,
      content: csvOf(signed, found),
    };
  }
  const ids = tables.map(({ table }) => table.id).join(', ');
  throw new ProblemError(404, 'not-found', `This report has no table "${id}". It has these: ${ids}.`);
}

function allTables(signed: SignedReport): Printed {
  const files = tablesOf(signed.report).map((each) => [`${each.table.id}.csv`, csvOf(signed, each)] as const);
  const digest = ['digest.json', `${JSON.stringify(signed.seal, null, 1)}\n`] as const;
  return { type: 'application/zip', extension: 'csv.zip', content: zipOf([...files, digest]) };
}
