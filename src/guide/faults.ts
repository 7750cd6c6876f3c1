/** What a fault code means and what to do about it. */
export interface FaultAdvice {
  /** A few words. */
  readonly title: string;
  /** What the service is saying. */
  readonly meaning: string;
  /** What to do next. */
  readonly advice: string;
  /** Whether the same request may succeed later without a change. */
  readonly retry: 'no' | 'later' | 'signed again';
}

/** Marketo's fault codes, from the error table of its SOAP documentation; 20018 from older clients. */
export const faultAdvice: Readonly<Record<string, FaultAdvice>> = {
  '10001': {
    title: 'Internal error',
    meaning: 'Something failed inside the service, not in the request.',
    advice: 'Send it again after a pause; if it stays, reduce the batch size.',
    retry: 'later',
  },
  '20011': {
    title: 'Internal error',
    meaning: 'Something failed inside the service, not in the request.',
    advice: 'Send it again after a pause; if it stays, reduce the batch size.',
    retry: 'later',
  },
  '20012': {
    title: 'Request not understood',
    meaning: 'The text is not a SOAP 1.1 envelope that the service can read.',
    advice: 'Check that the XML is well-formed and that Envelope and Body are in the SOAP 1.1 namespace.',
    retry: 'no',
  },
  '20013': {
    title: 'Access denied',
    meaning: 'The user is known but may not use this operation.',
    advice: 'Check the role of the API user.',
    retry: 'no',
  },
  '20014': {
    title: 'Authentication failed',
    meaning:
      'User id, secret key and signature do not belong together. The service never says which of them is wrong.',
    advice:
      'The signature is HMAC-SHA1 with the secret key over timestamp + user id, in lower-case hex. Switch on “Sign on send” to make a right one.',
    retry: 'no',
  },
  '20015': {
    title: 'Daily quota used up',
    meaning: 'More than 10,000 calls were made today.',
    advice: 'Wait for the reset at midnight, US Central time.',
    retry: 'later',
  },
  '20016': {
    title: 'Request expired',
    meaning: 'The signature is right, but its timestamp is too old.',
    advice:
      'Sign again with the current time: switch on “Sign on send”. Check the clock and the zone of the machine that signs.',
    retry: 'signed again',
  },
  '20017': {
    title: 'Expected parameter missing',
    meaning: 'An element that this operation needs is not there.',
    advice: 'Fill in the fields marked as required.',
    retry: 'no',
  },
  '20018': {
    title: 'Bad encoding',
    meaning: 'The bytes of the request are not in the encoding that it declares.',
    advice: 'Send UTF-8.',
    retry: 'no',
  },
  '20019': {
    title: 'Unknown operation',
    meaning: 'The element in Body is no request of this WSDL.',
    advice: 'The element is named after the operation with “params” in front: paramsGetLead, not getLead.',
    retry: 'no',
  },
  '20022': {
    title: 'Time range too long',
    meaning: 'Oldest and latest are more than 30 days apart.',
    advice: 'Ask for at most 30 days at a time.',
    retry: 'no',
  },
  '20023': {
    title: 'Too many calls',
    meaning: 'More than 100 calls came within 20 seconds.',
    advice: 'Wait 20 seconds, then send more slowly.',
    retry: 'later',
  },
  '20024': {
    title: 'Too many calls at once',
    meaning: 'More than 10 calls were under way at the same time.',
    advice: 'Wait for one to end before sending the next.',
    retry: 'later',
  },
  '20101': {
    title: 'Lead key missing',
    meaning: 'There is no lead key to look for.',
    advice: 'Fill in keyType and keyValue.',
    retry: 'no',
  },
  '20102': {
    title: 'Lead key type not supported',
    meaning: 'The key type is none that this operation knows.',
    advice: 'Choose one of the listed key types; they are upper case.',
    retry: 'no',
  },
  '20103': {
    title: 'Lead not found',
    meaning: 'No lead has this key.',
    advice: 'Check the value; in the sandbox, try formtest1@marketo.com.',
    retry: 'no',
  },
  '20104': {
    title: 'Lead record missing',
    meaning: 'The request has no lead to work on.',
    advice: 'Give a leadRecord with an Id, an Email or a ForeignSysPersonId.',
    retry: 'no',
  },
  '20105': {
    title: 'Unknown lead field',
    meaning: 'An attribute name is no field of a lead.',
    advice: 'Use the SOAP API name of the field, in its exact case: FirstName, LeadScore.',
    retry: 'no',
  },
  '20106': {
    title: 'Sync failed',
    meaning: 'The lead could not be stored.',
    advice: 'Check the values of the attributes against the types of their fields.',
    retry: 'no',
  },
  '20107': {
    title: 'Unknown activity type',
    meaning: 'An activity type is none that the service knows.',
    advice: 'Choose one of the listed types, such as VisitWebpage.',
    retry: 'no',
  },
  '20108': {
    title: 'Lead owner unknown',
    meaning: 'No owner has this e-mail address or id.',
    advice: 'Check the key value.',
    retry: 'no',
  },
  '20109': {
    title: 'Parameter missing',
    meaning: 'A parameter is absent or nil and may not be.',
    advice: 'Fill in the field that the message names.',
    retry: 'no',
  },
  '20110': {
    title: 'Bad parameter',
    meaning: 'A parameter is not what this operation takes, or two exclude each other.',
    advice: 'Compare the fields with their descriptions.',
    retry: 'no',
  },
  '20111': {
    title: 'List not found',
    meaning: 'There is no such static list.',
    advice: 'Check the list’s name; a list inside a program is named Program.List.',
    retry: 'no',
  },
  '20113': {
    title: 'Campaign not found',
    meaning: 'There is no such campaign, or it can’t be used this way.',
    advice: 'List the requestable ones with getCampaignsForSource.',
    retry: 'no',
  },
  '20114': {
    title: 'Bad parameter value',
    meaning: 'A parameter has a value that is not allowed.',
    advice: 'Compare the value with the field’s description.',
    retry: 'no',
  },
  '20122': {
    title: 'Bad stream position',
    meaning: 'The position is none that the service gave out.',
    advice: 'Pass back the position of the last answer unchanged, with the same selector and filters.',
    retry: 'no',
  },
  '20123': {
    title: 'End of the stream',
    meaning: 'The position is past the last record.',
    advice: 'Stop when remainingCount is 0.',
    retry: 'no',
  },
};
