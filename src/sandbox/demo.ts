/** The user of the vendor's documented samples, so that they verify as printed. */
export const DEMO_USER_ID = 'demo17_1_809934544BFABAE58E5D27';

/** The key under which 19 of the vendor's 25 printed signatures verify. */
export const DEMO_SECRET_KEY = '27272727aa';
