import { VendorFailure } from '../../core/failure.ts';

// What QuickBooks says by number, for the person who pressed the button: what happened, and what to do.
const WORDS: Readonly<Record<string, string>> = {
  '120':
    'Countersign has no access to this in QuickBooks any more, so nothing was changed. Connect QuickBooks again.',
  '610':
    'This is no longer in QuickBooks: it was deleted. Nothing was changed. Run the reconciliation again to see how things stand.',
  '2500':
    'An account, class, customer or vendor that this names is inactive in QuickBooks, or not there. Nothing was changed. Make it active in QuickBooks, or choose another.',
  '5010':
    'Someone changed this in QuickBooks after it was read, so nothing was changed over their work. Look at it as it stands now, and decide again.',
  '6000': 'QuickBooks’ own rules do not allow this, so nothing was changed.',
  '6190':
    'The QuickBooks subscription has lapsed and its books can only be read. Nothing was changed. Renew it, then try again.',
  '6210':
    'The books are closed for this date, so nothing was changed. Ask whoever closed them to open the period, or use a date in an open one.',
};

/** Passes on what `act` gives; what QuickBooks refused by a known number is told in plain words, its own after them. */
export async function inWords<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.kind !== 'refused' || error.code === null) throw error;
    const words = WORDS[error.code];
    if (words === undefined || error.message.startsWith(words)) throw error;
    throw new VendorFailure({ ...error.details, message: `${words} QuickBooks says: ${error.message}` });
  }
}

/** A refusal that Countersign sees coming, under the number that QuickBooks would give it. Nothing was sent. */
export function refused(code: '610' | '5010', about: string): VendorFailure {
  return new VendorFailure({
    service: 'QuickBooks',
    kind: 'refused',
    code,
    message: `${WORDS[code]} (${about})`,
  });
}

/** What was asked for cannot be posted as it is. Nothing was sent. */
export function unfit(message: string): VendorFailure {
  return new VendorFailure({ service: 'QuickBooks', kind: 'ours', message });
}
