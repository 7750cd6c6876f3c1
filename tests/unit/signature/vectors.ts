import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

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

const few: readonly Omit<Vector, 'secret'>[] = [
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
];

/** All of them are kept beside the project, where its references are; a few are always here. */
const kept = fileURLToPath(new URL('../../../../shared/reference/vectors.json', import.meta.url));

function all(): readonly Omit<Vector, 'secret'>[] {
  if (!existsSync(kept)) return few;
  const file = JSON.parse(readFileSync(kept, 'utf8')) as {
    readonly vectors: readonly Omit<Vector, 'secret'>[];
  };
  return [...few, ...file.vectors.filter(({ signature }) => !few.some((one) => one.signature === signature))];
}

export const vectors: readonly Vector[] = all().map((vector) => ({ ...vector, secret }));
