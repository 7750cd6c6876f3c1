import type { TourStep, TourWords } from '../tour-words';

/** The English words of the tour. */
export const tourWords: Readonly<Record<TourStep, TourWords>> = {
  send: {
    title: 'A first request',
    text: 'A SOAP call is an XML text, the envelope: a Header that says who calls, and a Body that says what for. The form fills it; the text is what is sent. The sandbox answers in the service’s place.',
    todo: 'Press *Send*.',
    done: 'HTTP 200: the answer stands beside the request.',
  },
  sign: {
    title: 'What a signature is',
    text: 'The key itself is never sent. Timestamp and user id, one after the other, are put through HMAC-SHA1 with the key; what comes out, 40 hexadecimal digits, is the signature. The service does the same and compares.',
    todo: 'Open *Signature* in the inspector, and see how this request’s is made.',
    done: 'String, key and digest stand there, as they are in the request.',
  },
  break: {
    title: 'Break it',
    text: 'With *Sign on send* the text gets a new timestamp and signature as it goes out. Without it, it goes out as it stands, and a mistake stays a mistake.',
    todo: 'Switch off *Sign on send*, change one digit in `requestSignature` in the text, and press *Send*.',
    done: '20014: the service says that something is wrong, and never what.',
  },
  check: {
    title: 'Read the fault',
    text: 'User id, timestamp, key, method, spelling: any of them gives the same 20014. *Check* tries the mistakes that people make until one of them gives exactly this signature.',
    todo: 'Press *Check the signature* at the fault, or open *Signature*, *Check*.',
    done: 'The verdict names the mistake, and what to change.',
  },
  mend: {
    title: 'Mend it',
    text: 'A signature that was made anew is right again.',
    todo: 'Switch *Sign on send* on again, and press *Send*.',
    done: 'HTTP 200: the signature is right.',
  },
  copy: {
    title: 'Take it with you',
    text: 'The same request as a program, which signs it each time it runs. The line above the code says how to run it.',
    todo: 'Open *Code*, choose a language, and copy.',
    done: 'That was the tour. Recipes in the guide go on from here.',
  },
};
