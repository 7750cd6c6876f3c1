import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { forPrograms } from '#src/server/for-programs';

const LONG = `<a>${'<b>ü</b>'.repeat(1000)}</a>`;
const URL_3_1 = 'http://127.0.0.1:1/soap/mktows/3_1';

/** What a client gets that sends this `Accept-Encoding`. */
async function answerTo(accepted: string | undefined, answer: () => Response) {
  const handler = forPrograms(
    async () => answer(),
    () => true,
  );
  const headers: Record<string, string> = accepted === undefined ? {} : { 'Accept-Encoding': accepted };
  return handler(new Request(URL_3_1, { method: 'POST', body: '<x/>', headers }));
}

const xml = () => new Response(LONG, { status: 500, headers: { 'Content-Type': 'text/xml' } });

describe('an answer of the sandbox', () => {
  it.each(['gzip', 'deflate, gzip;q=0.5', 'GZIP', 'x-gzip', '*'])(
    'is packed for a client that takes %s',
    async (accepted) => {
      const answer = await answerTo(accepted, xml);
      expect([
        answer.status,
        answer.headers.get('content-type'),
        answer.headers.get('content-encoding'),
      ]).toEqual([500, 'text/xml', 'gzip']);
      expect(answer.headers.get('vary')).toBe('Accept-Encoding');
      const bytes = new Uint8Array(await answer.arrayBuffer());
      expect(bytes.length).toBeLessThan(LONG.length / 10);
      expect(gunzipSync(bytes).toString()).toBe(LONG);
    },
  );

  it.each([undefined, '', 'identity', 'br', 'gzip;q=0', 'gzip; q=0.0, *', '*;q=0'])(
    'is sent as it is to a client that takes %j',
    async (accepted) => {
      const answer = await answerTo(accepted, xml);
      expect(answer.headers.get('content-encoding')).toBeNull();
      expect(await answer.text()).toBe(LONG);
    },
  );

  it('is sent as it is when it is short, and when the connection is dropped on purpose', async () => {
    const short = await answerTo('gzip', () => new Response('<a/>'));
    expect([short.headers.get('content-encoding'), await short.text()]).toEqual([null, '<a/>']);
    expect((await answerTo('gzip', () => Response.error())).type).toBe('error');
  });
});
