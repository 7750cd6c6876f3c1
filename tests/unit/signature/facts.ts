/** What a request says, and the key: everything that a signature, right or wrong, is made from. */
export interface Facts {
  readonly timestamp: string;
  readonly userId: string;
  readonly secretKey: string;
  readonly endpoint: string;
  readonly operation: string;
  readonly body: string;
}

export const facts: Facts = {
  timestamp: '2013-06-09T14:04:54-08:00',
  userId: 'acme_1_461839624B16E06BA2D663',
  secretKey: '27272727aa',
  endpoint: 'https://123-ABC-456.mktoapi.example/soap/mktows/3_1',
  operation: 'getLead',
  body: '<ns1:paramsGetLead><leadKey><keyType>EMAIL</keyType></leadKey></ns1:paramsGetLead>',
};

/** Facts that differ where a mistake needs it: keys that something can be made of, another zone, white space. */
export const variants: readonly Facts[] = [
  facts,
  { ...facts, secretKey: 'a%2Fb+c&amp;d<é"Z ~', timestamp: '2021-11-30T23:59:59+05:30' },
  {
    ...facts,
    secretKey: '\u00a0Schlüssel\n',
    userId: ' demo_1 ',
    timestamp: '\n2020-02-29T00:00:01+00:00\n',
  },
  { ...facts, timestamp: '2022-03-01T06:30:00', secretKey: 'dGhlIGtleQ==' },
  { ...facts, timestamp: '2022-03-01T06:30:00Z', userId: 'größe_1' },
  { ...facts, timestamp: '2019-07-07T12:00:00+05:45', userId: 'größe_1', secretKey: 'clé 10€' },
];

/** The envelope that carries a signature, as a program would write it. */
export function envelopeOf({ timestamp, userId, body }: Facts, signature: string): string {
  const escape = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
  return `<?xml version="1.0" encoding="UTF-8"?>
<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns1="http://www.marketo.com/mktows/">
<SOAP-ENV:Header><ns1:AuthenticationHeader><mktowsUserId>${escape(userId)}</mktowsUserId>
<requestSignature>${escape(signature)}</requestSignature>
<requestTimestamp>${escape(timestamp)}</requestTimestamp></ns1:AuthenticationHeader></SOAP-ENV:Header>
<SOAP-ENV:Body>${body}</SOAP-ENV:Body></SOAP-ENV:Envelope>`;
}
