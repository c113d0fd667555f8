import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

const MARGIN = 40;
const FOOT = 24;

const file = (name: string): Buffer =>
  readFileSync(createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));
/** They have the letters of Latin and Cyrillic, those of Kazakh, Kyrgyz, Tajik and Uzbek among them; what is used of them goes into the file. */
let fonts: { readonly plain: Buffer; readonly bold: Buffer } | undefined;

export type Face = 'plain' | 'bold';
export type Pdf = PDFKit.PDFDocument;
export type Struct = PDFKit.PDFStructureElement;

export interface TextStyle {
  readonly face: Face;
  readonly size: number;
}

/** A document that is filled from above, page by page, with its structure told beside what is drawn: screen readers go by that. */
export class PdfPages {
  readonly doc: Pdf;
  readonly root: Struct;
  private y = MARGIN;

  /** @param at the only time that the file names: it is not that of its printing, or it would be another file each time */
  constructor(title: string, at: Date) {
    fonts ??= { plain: file('DejaVuSansCondensed'), bold: file('DejaVuSansCondensed-Bold') };
    this.doc = new PDFDocument({
      size: 'A4',
      layout: 'landscape',
      margin: MARGIN,
      bufferPages: true,
      // Deflated, the bytes would be those of one version of zlib.
      compress: false,
      pdfVersion: '1.7',
      lang: 'en',
      tagged: true,
      displayTitle: true,
      info: {
        Title: title,
        Creator: 'Corridor Ledger',
        Producer: 'Corridor Ledger',
        CreationDate: at,
        ModDate: at,
      },
    });
    this.doc.registerFont('plain', fonts.plain);
    this.doc.registerFont('bold', fonts.bold);
    this.root = this.doc.struct('Document');
    this.doc.addStructure(this.root);
  }

  get left(): number {
    return MARGIN;
  }

  get width(): number {
    return this.doc.page.width - 2 * MARGIN;
  }

  get top(): number {
    return this.y;
  }

  /** Whether a height finds room on the page. */
  hasRoom(height: number): boolean {
    return this.y + height <= this.doc.page.height - MARGIN - FOOT;
  }

  nextPage(): void {
    this.doc.addPage();
    this.y = MARGIN;
  }

  /** Goes on below. */
  down(height: number): void {
    this.y += height;
  }

  styled({ face, size }: TextStyle): Pdf {
    return this.doc.font(face).fontSize(size);
  }

  heightOf(text: string, style: TextStyle, width: number): number {
    return this.styled(style).heightOfString(text, { width });
  }

  /** A text over the whole width, as an element of the structure. @param withNext what has to find room on the same page behind it */
  block(parent: Struct, tag: string, text: string, style: TextStyle, withNext = 0): void {
    const height = this.heightOf(text, style, this.width);
    if (!this.hasRoom(height + withNext)) this.nextPage();
    this.textIn(parent, tag, text, { x: this.left, y: this.y, width: this.width }, style);
    this.down(height + style.size * 0.4);
  }

  textIn(
    parent: Struct,
    tag: string,
    text: string,
    { x, y, width, align = 'left' }: { x: number; y: number; width: number; align?: 'left' | 'right' },
    style: TextStyle,
  ): void {
    const element = this.doc.struct(tag as 'P', {}, () => {
      this.styled(style).fillColor('#111').text(text, x, y, { width, align });
    });
    parent.add(element);
    element.end();
  }

  /** A line that says nothing. */
  rule(y: number, width: number, weight: number): void {
    this.doc.markContent('Artifact', { type: 'Layout' });
    this.doc
      .moveTo(this.left, y)
      .lineTo(this.left + width, y)
      .lineWidth(weight)
      .strokeColor('#8a97a1')
      .stroke();
    this.doc.endMarkedContent();
  }

  /** Ends the document. @param footer of a page, from 1 */
  finish(footer: (page: number, pages: number) => string): Promise<Buffer> {
    const { doc } = this;
    this.root.end();
    const { count } = doc.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      doc.switchToPage(page);
      // Below the margin: else it would be held for too long a page, and begin another one.
      doc.page.margins.bottom = 0;
      doc.markContent('Artifact', { type: 'Pagination' });
      this.styled({ face: 'plain', size: 7 }).fillColor('#444');
      doc.text(footer(page + 1, count), this.left, doc.page.height - MARGIN, {
        width: this.width,
        lineBreak: false,
      });
      doc.endMarkedContent();
    }
    const parts: Buffer[] = [];
    const ended = new Promise<Buffer>((resolve, reject) => {
      doc.on('data', (part: Buffer) => parts.push(part));
      doc.once('end', () => resolve(Buffer.concat(parts)));
      doc.once('error', reject);
    });
    doc.end();
    return ended;
  }
}
