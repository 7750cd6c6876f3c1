import { describe, expect, test } from 'vitest';
import { NOW, envelopeOf, post, readAnswer, sandboxAt } from './requests';

const LONG = 'a'.repeat(300_000);
const inBody = (content: string, header = '') =>
  `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/">${header}<e:Body>${content}</e:Body></e:Envelope>`;

describe('what somebody sends comes back in a message cut short', () => {
  test.each([
    ['characters that are no XML', '‹'.repeat(300_000)],
    ['tags that are none', '<'.repeat(300_000)],
    ['a name', `<${LONG}/>`],
    ['a prefix', `<${LONG}:b/>`],
    ['an attribute', `<a ${LONG}/>`],
    ['a reference', `<a>&${LONG};</a>`],
    ['an end tag', `<a></${LONG}>`],
    ['an operation', inBody(`<${LONG}/>`)],
    ['the namespace of an operation', inBody(`<b xmlns="${LONG}"/>`)],
    [
      'a header that must be understood',
      inBody('<b/>', `<e:Header><${LONG} e:mustUnderstand="1"/></e:Header>`),
    ],
    ['a value', envelopeOf('getLead', { leadKey: { keyType: 'EMAIL', keyValue: LONG } }, NOW)],
  ])('%s of hundreds of thousands of characters', async (_, body) => {
    const answer = await readAnswer(await post(sandboxAt().sandbox, body));
    expect(answer.status).toBe(500);
    expect(answer.text.length).toBeLessThan(1_500);
  });
});
