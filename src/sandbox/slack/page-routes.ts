import type { SandboxRequest, SandboxResponse } from '../http.ts';
import { answerPost } from './page-gestures.ts';
import { PageFault } from './page-lookups.ts';
import { answerGet } from './page-reads.ts';
import type { Floor } from './people.ts';
import type { RecordSource } from './types.ts';

/** Answers everything under /page/ except the stream of events. */
export async function answerPage(
  floor: Floor,
  records: RecordSource | undefined,
  request: SandboxRequest,
): Promise<SandboxResponse> {
  try {
    const body =
      request.method === 'POST'
        ? await answerPost(floor, request)
        : await answerGet(floor, records, request.path, request.query);
    return { status: 200, body, headers: { 'cache-control': 'no-store' } };
  } catch (error) {
    if (!(error instanceof PageFault)) throw error;
    return { status: error.status, body: { ok: false, error: error.message } };
  }
}
