/** A signature printed in the vendor's documentation. */
export interface Vector {
  readonly userId: string;
  readonly timestamp: string;
  readonly signature: string;
  /** Whether the documented key makes it; where not, the user id was altered in print. */
  readonly verifies: boolean;
  readonly secret: string;
}

/** The documentation's demonstration key. */
const secret = '27272727aa';

const printed: readonly Omit<Vector, 'secret'>[] = [
  {
    userId: 'demo17_1_809934544BFABAE58E5D27',
    timestamp: '2013-08-05T11:01:07-07:00',
    signature: 'd27074cb49414b3410fd7ab58b5945c3e86d28d4',
    verifies: true,
  },
  {
    userId: 'demo17_1_809934544BFABAE58E5D27',
    timestamp: '2013-08-02T15:47:06-07:00',
    signature: '146ec93f4f1e2a45f7a545f7e42e2d053c0457e7',
    verifies: true,
  },
  {
    userId: 'mktodemoaccount881_536240405411DF5316D5C9',
    timestamp: '2017-03-09T17:40:00-08:00',
    signature: '3f4b21eb586063dc65774a2733713cac342e9c81',
    verifies: false,
  },
  {
    userId: 'bigcorp1_461839624B16E06BA2D663',
    timestamp: '2013-07-30T14:15:06-07:00',
    signature: 'ffbff4d4bef354807481e66dc7540f7890523a87',
    verifies: false,
  },
  {
    userId: 'demo17_1_809939874BFABAE58E5D27',
    timestamp: '2013-07-31T17:34:01-07:00',
    signature: '04c4f6df99a2271e0fc42dde67939defd2528a74',
    verifies: false,
  },
  {
    userId: 'demo17_1_809934544BFABAE58E5D27',
    timestamp: '2013-08-05T11:33:06-07:00',
    signature: '75864de9b56d7b373b32ec5b80a7f846b49137ea',
    verifies: true,
  },
  {
    userId: 'demo17_1_809934544BFABAE58E5D27',
    timestamp: '2013-08-05T09:57:10-07:00',
    signature: '0737b707c4022bb90122e7a1dbc79a2dbfbcd5ca',
    verifies: true,
  },
  {
    userId: 'demo17_1_809939944BFABAE58E5D27',
    timestamp: '2013-08-01T12:31:14-07:00',
    signature: '48397ad47b71a1439f13a51eea3137df46441979',
    verifies: false,
  },
  {
    userId: 'demo17_1_809224544BFABAE58E5D27',
    timestamp: '2013-08-03T21:39:34-07:00',
    signature: 'b578495dfdd03231455bb7671f02d2fe0a9edf79',
    verifies: false,
  },
  {
    userId: 'bigcorp1_461839624B16E06BA2D663',
    timestamp: '2013-07-31T12:38:47-07:00',
    signature: '92f05a7be4838ae1c0e5aafe814891ee72968a08',
    verifies: false,
  },
  {
    userId: 'demo17_1_809934544BFABAE58E5D27',
    timestamp: '2013-08-01T18:22:30-07:00',
    signature: 'b5e21953ae9f1b263e644da5eccce9ff33802513',
    verifies: true,
  },
];

export const vectors: readonly Vector[] = printed.map((vector) => ({ ...vector, secret }));
