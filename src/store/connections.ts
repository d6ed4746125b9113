import { COMPANY, type Transaction } from './database.ts';
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
