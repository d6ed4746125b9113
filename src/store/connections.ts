import { COMPANY, type Database, type Transaction } from './database.ts';
import { seal, unseal } from './secrets.ts';

const context = (service: string, realm: string) => `${COMPANY}/${service}/${realm}`;

/** What is kept for a service, opened; null where nothing is. */
export async function readConnection(
  db: Transaction,
  key: Buffer,
  service: string,
  realm: string,
): Promise<string | null> {
  const row = await db.connection.findUnique({
    where: { company_service_realm: { company: COMPANY, service, realm } },
  });
  return row ? unseal(key, row.ciphertext, context(service, realm)) : null;
}

export async function writeConnection(
  db: Transaction,
  key: Buffer,
  service: string,
  realm: string,
  plain: string,
): Promise<void> {
  const ciphertext = seal(key, plain, context(service, realm));
  await db.connection.upsert({
    where: { company_service_realm: { company: COMPANY, service, realm } },
    create: { company: COMPANY, service, realm, ciphertext },
    update: { ciphertext },
  });
}

/**
 * A new ENCRYPTION_KEY: everything that the previous one sealed is sealed anew, all of it or nothing. What neither key
 * opens is left as it is, and said by whoever needs it. Answers how many were sealed anew.
 */
export async function rotateKey(db: Database['prisma'], key: Buffer, previous: Buffer): Promise<number> {
  return db.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ service: string; realm: string; ciphertext: string }[]>`
      SELECT "service", "realm", "ciphertext" FROM "Connection" WHERE "company" = ${COMPANY} FOR UPDATE`;
    let count = 0;
    for (const { service, realm, ciphertext } of rows) {
      if (opens(key, ciphertext, context(service, realm))) continue;
      if (!opens(previous, ciphertext, context(service, realm))) continue;
      await writeConnection(tx, key, service, realm, unseal(previous, ciphertext, context(service, realm)));
      count += 1;
    }
    return count;
  });
}

function opens(key: Buffer, ciphertext: string, where: string): boolean {
  try {
    unseal(key, ciphertext, where);
    return true;
  } catch {
    return false;
  }
}
