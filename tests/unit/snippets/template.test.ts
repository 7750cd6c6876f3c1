import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { pagingOf } from '#src/contract/paging';
import { readRequest } from '#src/envelope/read';
import { writeRequest } from '#src/envelope/write';
import { fillTemplate, writeTemplate, type TemplateSlot } from '#src/snippets/template';
import { requestOf } from './requests';

const fill = (values: Partial<Record<TemplateSlot, string>>) => (slot: TemplateSlot) => values[slot] ?? '';
const same = (text: string) => text;

function templateOf(...request: Parameters<typeof requestOf>) {
  const made = requestOf(...request);
  const result = writeTemplate(made, pagingOf(marketo, made.operation));
  if (!result.ok) throw new Error(result.reason);
  return result;
}

describe("an envelope's template", () => {
  it('filled in, is the envelope that the page writes, for every operation without pages', () => {
    const filled = { userId: 'me', timestamp: '2013-08-02T15:47:06-07:00', signature: 'f00' };
    for (const operation of marketo.operations) {
      if (pagingOf(marketo, operation)) continue;
      const request = requestOf(operation.name);
      const written = writeRequest(marketo, {
        operation,
        values: request.values,
        headers: {
          AuthenticationHeader: {
            mktowsUserId: filled.userId,
            requestSignature: filled.signature,
            requestTimestamp: filled.timestamp,
          },
        },
      });
      const { template } = templateOf(operation.name);
      expect(fillTemplate(template, same, fill(filled))).toBe(written.ok && written.text);
    }
  });

  it('puts the position where the schema wants it, as a whole element', () => {
    const { template, position } = templateOf('getMultipleLeads');
    expect(position).toBe('');
    const text = fillTemplate(template, same, fill({ position: '<streamPosition>next</streamPosition>' }));
    const read = readRequest(text, marketo);
    expect(read.ok && read.request.values.streamPosition).toBe('next');
    expect(read.ok && read.request.extras).toEqual([]);
  });

  it('keeps the position that the request itself has for the first page', () => {
    expect(templateOf('getMultipleLeads', { streamPosition: 'a & b' }).position).toBe(
      '<streamPosition>a &amp; b</streamPosition>',
    );
    const { template, position } = templateOf('getLeadChanges', {
      startPosition: { oldestCreatedAt: '2013-08-01T00:00:00-07:00', offset: null },
    });
    expect(position).toBe(
      '<startPosition><oldestCreatedAt>2013-08-01T00:00:00-07:00</oldestCreatedAt><offset xsi:nil="true"/></startPosition>',
    );
    const read = readRequest(fillTemplate(template, same, fill({ position })), marketo);
    expect(read.ok && read.request.values.startPosition).toEqual({
      oldestCreatedAt: '2013-08-01T00:00:00-07:00',
      offset: null,
    });
  });

  it('binds xsi where a position that comes back may have nil in it', () => {
    const { template } = templateOf('getLeadActivity');
    expect(fillTemplate(template, same, fill({}))).toContain('xmlns:xsi=');
  });

  it('writes line breaks in values as references, so that every line of the text is a line of layout', () => {
    const values = { leadKey: { keyType: 'EMAIL', keyValue: 'a\nXML\r\nb' } };
    const text = fillTemplate(templateOf('getLead', values).template, same, fill({}));
    expect(text).toContain('<keyValue>a&#10;XML&#13;&#10;b</keyValue>');
    expect(text.split('\n').every((line) => /^\s*<|^$/.test(line))).toBe(true);
  });

  it('takes no user, signature or timestamp from the request, and keeps what else its header has', () => {
    const headers = {
      AuthenticationHeader: {
        mktowsUserId: 'old user',
        requestSignature: 'old signature',
        requestTimestamp: 'old time',
        partnerId: 'partner',
      },
    };
    const text = fillTemplate(templateOf('getLead', undefined, headers).template, same, fill({}));
    expect(text).not.toContain('old');
    expect(text).toContain('<partnerId>partner</partnerId>');
  });

  it('is not confused by values that look like its own marks', () => {
    const keyValue = '\ue000position\ue000 \ue001';
    const text = fillTemplate(
      templateOf('getLead', { leadKey: { keyType: 'EMAIL', keyValue } }).template,
      same,
      fill({ position: 'wrong' }),
    );
    expect(text).toContain(`<keyValue>${keyValue}</keyValue>`);
  });

  it('says what can not be written', () => {
    const request = requestOf('getLead', { leadKey: { keyType: 'EMAIL', keyValue: 'a\u0001' } });
    const result = writeTemplate(request, undefined);
    expect(result.ok ? '' : result.reason).toContain('leadKey.keyValue has the character U+0001');
  });
});
