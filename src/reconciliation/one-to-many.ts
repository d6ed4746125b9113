import { alikeVendors } from './alike-vendors.ts';
import type { Books } from './canonical.ts';
import { naturalGroups } from './coherence.ts';
import { settleDocuments } from './documents.ts';
import { settleEquals } from './equals.ts';
import type { LastSearch } from './last-search.ts';
import type { Learned } from './learned.ts';
import type { Settled } from './links.ts';
import { areLong } from './one-to-one.ts';
import { settlePaidBack } from './paid-back.ts';
import { settleRunning } from './running.ts';
import { settlePlainSums, settleSums } from './sums.ts';
import { byText } from './tellers.ts';
import { settleUnfinished } from './unfinished.ts';

/** Rows of one document, sums and series of several rows; gives what the last sums will go by. */
export function settleOneToMany(learned: Learned, books: Books, settled: Settled): LastSearch {
  const { keys, words, evidence, saidApart } = learned;
  const { cluster, amounts } = evidence;
  const { rates } = amounts;
  settleDocuments(keys, words, cluster, rates, settled, 'one to many', saidApart);
  const hopeless = { sheet: new Uint8Array(keys.sheet.count), ledger: new Uint8Array(keys.ledger.count) };
  const natural = {
    sheet: naturalGroups(keys.sheet, cluster, keys.numbers, settled.sheet),
    ledger: naturalGroups(keys.ledger, cluster, keys.numbers, settled.ledger),
  };
  const alikeNames = {
    sheet: alikeVendors(keys, evidence.names, cluster, settled, 'sheet'),
    ledger: alikeVendors(keys, evidence.names, cluster, settled, 'ledger'),
  };
  const sums = { keys, evidence, cluster, hopeless, natural, alike: alikeNames };
  const datesOfParts = settlePlainSums(sums, settled);
  settleDocuments(keys, words, cluster, rates, settled, 'many to many', saidApart);
  settleRunning(keys, evidence, rates, settled, byText(keys, words, cluster, settled), 1);
  settleSums(sums, settled, datesOfParts);
  settleEquals(keys, evidence, areLong(learned) ? amounts.usualRates : rates, settled, 1);
  settleUnfinished(keys, cluster, settled, saidApart);
  settlePaidBack(sums, books, settled, saidApart);
  return { ...sums, dates: datesOfParts };
}
