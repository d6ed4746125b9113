import type { Side } from '../../reconciliation/types.ts';
import type { Columns, List } from './columns.ts';
import type { Scan } from './scan.ts';
import { type ReadText, repeatedReader } from './texts.ts';

type Texts = Pick<Side, 'text' | 'vendor' | 'number' | 'po' | 'project' | 'account' | 'class'>;

interface TextColumn {
  field: number;
  read: ReadText;
  values: string[];
}

/** The columns that are text as it stands: `take` reads the current record's, `values` gives what was read. */
export function textColumns(list: List, scan: Scan, read: ReadText, columns: Columns) {
  const column = (name: string): TextColumn => ({
    field: columns.fieldOf(name),
    read: repeatedReader(scan, read, (text) => text),
    values: [],
  });
  const texts = {
    text: column(list === 'sheet' ? 'description' : 'memo'),
    vendor: column('vendor'),
    number: column(list === 'sheet' ? 'invoice' : 'number'),
    po: column('po'),
    project: column('project'),
    account: column('account'),
    class: column('class'),
  };
  const present = Object.values(texts).filter(({ field }) => field >= 0);
  return {
    take(): void {
      for (const { field, read, values } of present) values.push(read(field));
    },
    values(rows: number): Texts {
      const of = ({ field, values }: TextColumn) => (field >= 0 ? values : new Array<string>(rows).fill(''));
      return {
        text: of(texts.text),
        vendor: of(texts.vendor),
        number: of(texts.number),
        po: of(texts.po),
        project: of(texts.project),
        account: of(texts.account),
        class: of(texts.class),
      };
    },
  };
}
