import { naturalGroups } from './evidence/natural-groups.ts';
import { sheetVendors } from './evidence/told-vendors.ts';
import type { LastSearch } from './last/last-search.ts';
import { settlePaidBack } from './last/paid-back.ts';
import type { Learned } from './learned.ts';
import type { Settled } from './links.ts';
import { alikeVendors } from './names/alike-vendors.ts';
import { areLong } from './one-to-one.ts';
import type { Drift } from './rates/drift.ts';
import type { Books } from './reading/canonical.ts';
import { settleEquals } from './series/equals.ts';
import { settleInstalments } from './series/instalments.ts';
import { settleLeftOfParty, settleRunning } from './series/running.ts';
import { byText } from './series/tellers.ts';
import { settleUnfinished } from './series/unfinished.ts';
import { settleAcrossCurrencies } from './sums/across-currencies.ts';
import { betterPartners } from './sums/better-partners.ts';
import { settleDocuments } from './sums/documents.ts';
import { settleListed } from './sums/listed-documents.ts';
import { settlePapersApart } from './sums/papers-apart.ts';
import { settlePlainSums, settleSums } from './sums/sums.ts';

/** Rows of one document, sums and series of several rows; gives what the last sums will go by. */
export function settleOneToMany(learned: Learned, books: Books, drift: Drift, settled: Settled): LastSearch {
  const { keys, words, likeness, evidence, saidApart } = learned;
  const { cluster, amounts } = evidence;
  const { rates } = amounts;
  settleInstalments(keys, evidence, settled);
  settleListed(keys, cluster, rates, settled, saidApart);
  settleDocuments(keys, words, evidence, settled, 'one to many', saidApart);
  const vendors = sheetVendors(keys, words, cluster, settled);
  const hopeless = { sheet: new Uint8Array(keys.sheet.count), ledger: new Uint8Array(keys.ledger.count) };
  const natural = {
    sheet: naturalGroups(keys.sheet, cluster, keys.numbers, settled.sheet),
    ledger: naturalGroups(keys.ledger, cluster, keys.numbers, settled.ledger),
  };
  const alikeNames = {
    sheet: alikeVendors(keys, likeness, cluster, settled, 'sheet'),
    ledger: alikeVendors(keys, likeness, cluster, settled, 'ledger'),
  };
  const elsewhere = betterPartners(keys, evidence, settled);
  const sums = { keys, evidence, cluster, hopeless, natural, elsewhere, alike: alikeNames };
  const datesOfParts = settlePlainSums(sums, settled);
  settleDocuments(keys, words, evidence, settled, 'many to many', saidApart);
  settleRunning(keys, evidence, rates, settled, byText(keys, words, cluster, settled, vendors.told), 1);
  settleSums(sums, settled, datesOfParts);
  settleEquals(keys, evidence, areLong(learned) ? amounts.usualRates : rates, settled, 1);
  settleUnfinished(keys, vendors.told, cluster, settled, saidApart);
  settlePaidBack(sums, books, settled, saidApart);
  settleLeftOfParty(keys, evidence, rates, settled);
  settleAcrossCurrencies({ keys, evidence, settled, saidApart });
  settlePapersApart(keys, evidence, drift, settled, saidApart);
  return { ...sums, dates: datesOfParts, vendors };
}
