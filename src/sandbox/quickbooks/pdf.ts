import { amountAt, type Entity, fieldsAt, listAt, textAt } from './entity.ts';

/** One page with the form's figures as text: enough for a viewer, and for a test that looks for them. */
export function renderPdf(name: string, entity: Entity): Buffer {
  const rows = listAt(entity, 'Line')
    .filter((line) => line.DetailType !== 'SubTotalLineDetail')
    .map((line) => `${textAt(line, 'Description') ?? ''}   ${amountAt(line, 'Amount')}`);
  const lines = [
    `${name.toUpperCase()} ${textAt(entity, 'DocNumber') ?? ''}`,
    textAt(fieldsAt(entity, 'CustomerRef'), 'name') ?? '',
    `Date ${textAt(entity, 'TxnDate') ?? ''}   Due ${textAt(entity, 'DueDate') ?? ''}`,
    ...rows.slice(0, 40),
    `TOTAL ${amountAt(entity, 'TotalAmt')}`,
  ];
  const shown = lines.map((line) => `(${latin(line)}) Tj T*`).join('\n');
  const content = `BT /F1 11 Tf 14 TL 50 780 Td\n${shown}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  return assemble(objects);
}

function assemble(objects: string[]): Buffer {
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

/** PDF's built-in fonts know Latin-1 only, one byte a character, which also keeps the offsets right. */
function latin(text: string): string {
  return text.replace(/[^\x20-\x7e\xa0-\xff]/g, '?').replace(/[\\()]/g, '\\$&');
}
