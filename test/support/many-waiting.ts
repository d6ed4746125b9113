import type { World } from './world.ts';

/** So many copies of one approval that waits, each a minute younger than the one before, as after a busy week. */
export async function copiesOf(world: Pick<World, 'db'>, number: number, count: number): Promise<void> {
  const { prisma } = world.db;
  await prisma.$executeRaw`
    INSERT INTO "Approval" SELECT (jsonb_populate_record(NULL::"Approval", to_jsonb(a) || jsonb_build_object(
      'id', 'apr_copy' || i, 'number', a."number" + i, 'requestKey', 'copy' || i, 'messageTs', '1.' || i,
      'requestedAt', a."requestedAt" + i * interval '1 minute'))).*
    FROM "Approval" a, generate_series(1, ${count}) i WHERE a."number" = ${number}`;
  await prisma.$executeRaw`
    INSERT INTO "Draft" SELECT (jsonb_populate_record(NULL::"Draft", to_jsonb(d) || jsonb_build_object(
      'approvalId', 'apr_copy' || i))).*
    FROM "Draft" d JOIN "Approval" a ON a."id" = d."approvalId", generate_series(1, ${count}) i
    WHERE a."number" = ${number}`;
}
