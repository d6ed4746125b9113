import type { RecordPanel } from '../../../src/sandbox/slack/page-api.ts';

export function quickbooks(posted: boolean): RecordPanel {
  const invoices = [
    row('131', ['1039', 'Bluebird Labs', 'Nov 3', '$4,350.00', 'Sent']),
    row('138', ['1040', 'Acme Corp', 'Nov 5', '$5,510.00', 'Paid']),
    row('142', ['1041', 'Café Zoë 🍰', 'Nov 11', '$890.25', 'Open']),
  ];
  if (posted) {
    invoices.unshift({
      ...row('145', ['1042', 'Acme Corp', 'Nov 15', '$7,200.00', 'Sent']),
      changed: true,
      detail: [
        ['Id', '145'],
        ['Lines', '4'],
        ['PrivateNote', 'Approval A1 v1, approved by Pam Ortiz'],
      ],
    });
  }
  return {
    title: 'QuickBooks',
    tables: [
      { name: 'Invoices', columns: ['No.', 'Customer', 'Date', 'Amount', 'Status'], rows: invoices },
      {
        name: 'Customers',
        columns: ['Name', 'Terms', 'Balance'],
        rows: [
          row('1', ['Acme Corp', 'Net 30', '$5,510.00']),
          row('2', ['Bluebird Labs', 'Net 15', '$4,350.00']),
        ],
      },
      { name: 'Items', columns: ['Name', 'Price'], rows: [row('7', ['Consulting', '$145.00'])] },
    ],
  };
}

export function smartsheet(posted: boolean): RecordPanel {
  const tasks = [
    'Homepage and navigation',
    'Checkout: payment step',
    'Accessibility review',
    'Stock photography',
    'Search',
  ];
  const rows = tasks.map((task, index) => {
    const billed = posted && index < 4;
    const status = index === 4 ? '' : billed ? 'Sent' : 'In Review';
    const cells = [
      String(11 + index),
      task,
      ['18.5', '22', '6.25', '', '9'][index] ?? '',
      status,
      billed ? '1042' : '',
    ];
    return { ...row(`r${11 + index}`, cells), changed: billed };
  });
  return {
    title: 'Smartsheet',
    tables: [
      {
        name: 'Acme billing',
        columns: ['Row', 'Task', 'Hours', 'Invoice Status', 'QuickBooks Invoice #'],
        rows,
      },
      { name: 'Acme costs', columns: ['Row', 'Vendor', 'Actual'], rows: [] },
    ],
  };
}

function row(id: string, cells: string[]): RecordPanel['tables'][number]['rows'][number] {
  return { id, cells };
}
