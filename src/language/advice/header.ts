import { boundChild, boundChildren, type Bound } from '../bound';
import { authenticationEdits } from '../../envelope/revise/authentication';
import { readDateTime } from '../../text/date-time';
import { adviseTimestamp, type Advice } from '../../signature/advice';
import { adviceInWords } from '../../signature/advice-words';
import { strictDateTime } from '../../text/instant';
import { trimXml } from '../../text/white-space';
import { fix, type Fix } from '../../xml/flaw';
import type { Context } from '../problem';
import type { AdviceCode } from '../problem-codes';
import { textOf, type TextReading } from '../reading';
import type { Report } from '../report';
import { removeFix } from '../edit-element';
import { valuePlace, writeFix } from '../rules/values';
import { childText } from './typed';

/** The AuthenticationHeader: whether it is there, and whether what it says can be right. */
export function headerAdvice(reading: TextReading, context: Context, report: Report) {
  const header = reading.headers.find((bound) => bound.path[0] === 'AuthenticationHeader');
  if (!header) {
    if (!context.signOnSend) absent(reading, context, report);
    return;
  }
  userRule(reading, header, context, report);
  for (const mode of boundChildren(header, 'mode')) {
    report.advice(
      'reserved-mode',
      mode.element.nameRange,
      'mode is reserved for the vendor’s own use; leave it out.',
      {
        path: mode.path,
        fixes: [removeFix(reading.text, mode.element)],
      },
    );
  }
  if (context.signOnSend) return;
  timestampRule(reading, header, report);
  signatureRule(reading, header, report);
}

function absent(reading: TextReading, context: Context, report: Report) {
  const { envelope, operation } = reading;
  if (!envelope || !operation?.headers.some((element) => element.name === 'AuthenticationHeader')) return;
  const edits = authenticationEdits(reading.document, reading.contract, {
    mktowsUserId: context.userId ?? '',
    requestTimestamp: context.timestamp ?? '',
  });
  const fixes: Fix[] = edits.length > 0 ? [{ title: 'Add an AuthenticationHeader', edits, alone: true }] : [];
  const message = 'There is no AuthenticationHeader; without it the service answers 20014.';
  report.advice('no-authentication', envelope.nameRange, message, { fixes });
}

function userRule(reading: TextReading, header: Bound, context: Context, report: Report) {
  const user = boundChild(header, 'mktowsUserId');
  const content = textOf(reading, user);
  if (!user || content === undefined) return;
  const text = trimXml(content);
  if (text === '') {
    const fixes = context.userId
      ? [
          {
            title: `Write ${context.userId}`,
            edits: authenticationEdits(reading.document, reading.contract, { mktowsUserId: context.userId }),
            alone: true,
          },
        ]
      : [];
    report.advice('no-user-id', user.element.nameRange, 'The user id is empty.', { path: user.path, fixes });
  } else if (/[^\x20-\x7e]/.test(text)) {
    const message =
      'The user id has a character outside ASCII; user ids have none, so check how it was copied.';
    report.advice('user-id-characters', valuePlace(user), message, { path: user.path });
  }
}

function timestampRule(reading: TextReading, header: Bound, report: Report) {
  const timestamp = boundChild(header, 'requestTimestamp');
  const text = childText(reading, header, 'requestTimestamp');
  if (!timestamp || text === undefined) return;
  // What is wrong with it, the signature's own advice knows; it leaves alone what only XML Schema forbids.
  const strict = readDateTime(text);
  const [advice = strict.ok ? undefined : OTHER_FORM] = adviseTimestamp(text);
  if (!advice) return;
  const code = TIMESTAMP_CODES.get(advice.code) ?? 'timestamp-form';
  const better = strict.ok ? `${strict.day}T${strict.clock}${strict.zone}` : strictDateTime(text);
  const mend = code === 'timestamp-no-offset' ? undefined : writeFix(timestamp, better, true);
  // The signature covers the timestamp letter by letter, so a better form needs a new signature.
  const message = `${adviceInWords(advice)} It has to be signed anew.`;
  report.advice(code, valuePlace(timestamp), message, { path: timestamp.path, fixes: [mend] });
}

const OTHER_FORM = { code: 'timestamp-not-a-date' } as const;
const TIMESTAMP_CODES = new Map<Advice['code'], AdviceCode>([
  ['timestamp-no-offset', 'timestamp-no-offset'],
  ['timestamp-offset-without-colon', 'timestamp-offset'],
  ['timestamp-fraction', 'timestamp-fraction'],
]);

function signatureRule(reading: TextReading, header: Bound, report: Report) {
  const signature = boundChild(header, 'requestSignature');
  const text = childText(reading, header, 'requestSignature');
  if (!signature || text === undefined || /^[0-9a-f]{40}$/.test(text)) return;
  const place = valuePlace(signature);
  const advise = (message: string, fixes: readonly Fix[] = []) =>
    report.advice('signature-form', place, message, { path: signature.path, fixes });
  if (/^[0-9a-fA-F]{40}$/.test(text)) {
    const lower = fix('Write it in lower case', place.start, place.end, text.toLowerCase());
    advise('The signature is written in lower case.', [lower]);
  } else if (/^[A-Za-z0-9+/]{27}=$/.test(text)) {
    advise('This signature is in Base64; it must be in hexadecimal, 40 characters.');
  } else if (/^[0-9a-fA-F]+$/.test(text)) {
    advise(`The signature has ${text.length} characters; HMAC-SHA1 in hexadecimal has 40.`);
  } else {
    advise('The signature must be 40 characters of lower-case hexadecimal.');
  }
}
