import { type Book, belong, type Fact, newFact, nextNumber } from './book.ts';
import { enter, post } from './writing.ts';

/**
 * One vendor, one price, thousands of times: badges at $49.00. Half carry their numbers; the rest can be told apart by
 * day and project alone, or not at all, and then they are twins.
 */
export function hotBlock(book: Book, times: number): void {
  const { random } = book;
  const first = newFact(book);
  const vendor = { ...first.vendor, lag: 1, late: false, card: false };
  for (let i = 0; i < times; i++) {
    const project = book.world.pickProject(random);
    const day = random.int(project.from, project.to);
    const number = i % 2 ? nextNumber(vendor, day) : '';
    const fact: Fact = {
      ...first,
      vendor,
      project,
      day,
      number,
      po: '',
      currency: 'USD',
      minor: 4900,
      words: 'Badge',
    };
    const row = enter(book, fact, { number });
    belong(book, 'hot', [row], [post(book, fact, { number, day: day + 1, type: 'Bill', memo: '' })]);
  }
}
